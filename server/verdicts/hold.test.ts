import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { insertEvents } from '../events/record-event'
import { Events, type StoredEvent } from '../events/stored-event'
import { discardHeld } from '../holds/discard-held'
import { listHeld } from '../holds/list-held'
import { releaseHeld } from '../holds/release-held'
import { setClock } from '../jobs/clock'
import { countClicks } from '../links/count-clicks'
import { Mails } from '../messages/mail'
import { Plans } from '../runs/plan'
import { Runs } from '../runs/run'
import { changeSettings, forgetSettings } from '../settings/workspace-settings'
import { listSpamWindows } from '../spam/list-spam-windows'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { mailOf } from '../testing/mail-of'
import { makeClick } from '../testing/make-click'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { honeypotLinkId } from './honeypot-link-id'

useTestDatabase()
beforeEach(forgetSettings)
afterEach(() => setClock(null))

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const app = 'Dalvik/2.1.0 (Linux; U; Android 14)'
const t0 = Date.parse('2026-03-01T10:00:00Z')
const [offer, second, messageId] = [newId(), newId(), newId()]
const at = (seconds: number) => new Date(t0 + seconds * 1000)

/** A click on the offer scores, and whoever had ten points or more becomes hot: so says the snapshot. */
const scoring = (by: number) =>
  drawing({
    nodes: ['goal', 'score', 'hot'],
    edges: ['goal>score', 'score>hot'],
    types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
    configs: {
      goal: { linkIds: [offer] },
      score: { by },
      hot: {
        tags: ['hot'],
        criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] },
      },
    },
  })

type Seen = { link?: string; agent?: string; ip?: string; isAnonymous?: boolean; inMail?: boolean }

async function click(who: string, seconds: number, seen: Seen = {}): Promise<StoredEvent> {
  const { link = offer, agent = firefox, ip = '192.0.2.1', isAnonymous = false, inMail = false } = seen
  const ids = { recipientId: who, messageId: inMail ? messageId : null, senderId: null, sharerId: null }
  const event = {
    ...makeClick({ ids: isAnonymous ? null : ids, ip, userAgent: agent }, { id: link }),
    at: at(seconds),
  }
  await insertEvents([event])
  return event
}

/** A worker does everything there is to do at that time. */
async function workAt(seconds: number): Promise<void> {
  setClock(() => at(seconds))
  await workUntilIdle()
}
const storedOf = ({ _id }: StoredEvent) => collectionOf(Events).findOne({ _id })
const heldNow = async () => (await listHeld({})).items

describe('spam', () => {
  test('N10, ?1, ?2, IR-21: six clicks are five runs and one suppressed, which is visible with its reason', async () => {
    const { workflowId } = await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect({ firstName: 'Ada' })
    for (let second = 0; second < 6; second++) await click(ada, second)
    await workAt(10)
    expect(await collectionOf(Runs).countDocuments({ workflowId })).toBe(5)
    expect(await prospectNow(ada)).toMatchObject({ score: 5 })
    expect(await heldNow()).toMatchObject([
      {
        reason: 'spam',
        outcome: 'spam',
        state: 'held',
        at: at(5),
        until: null,
        verdict: 'human',
        prospect: { name: 'Ada' },
        ip: '192.0.2.1',
        score: 5,
        runs: [
          {
            version: 1,
            workflow: { id: workflowId },
            effects: [expect.stringContaining('1')],
          },
        ],
      },
    ])
    expect(await listSpamWindows()).toMatchObject([
      {
        n: 6,
        limit: 5,
        most: 5,
        start: at(0),
        until: at(300),
        prospect: { name: 'Ada' },
        host: { kind: 'link', id: offer },
      },
    ])
    expect(await countClicks([offer]), 'IR-9: all are recorded').toEqual(
      new Map([[offer, { total: 6, unique: 1, human: 6, suspected: 0 }]]),
    )
  })

  test('N10: a release executes once, with the original snapshot and version, though both have changed since', async () => {
    const { workflowId } = await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect({ score: 5 })
    for (let second = 0; second < 6; second++) await click(ada, second)
    await workAt(10)
    expect(await prospectNow(ada)).toMatchObject({ score: 10, tags: [] })
    await publishDocument({ document: scoring(100), workflowId })
    await click(ada, 400)
    await workAt(410)
    expect(await prospectNow(ada)).toMatchObject({ score: 110, tags: ['hot'] })

    const [held] = await heldNow()
    const id = held?.id ?? ''
    expect(held).toMatchObject({ score: 10, runs: [{ version: 1 }] })
    expect(await releaseHeld([id], 'user')).toBe(1)
    await workAt(420)
    expect(await releaseHeld([id], 'user')).toBe(0)
    await workAt(430)
    expect(await prospectNow(ada)).toMatchObject({ score: 111 })
    expect(await collectionOf(Plans).find({ _id: id }).toArray()).toMatchObject([
      { at: at(5), snapshot: { score: 10 }, runs: [{ versionNumber: 1 }] },
    ])
    expect(await heldNow()).toEqual([])
    expect((await listHeld({ state: 'decided' })).items).toMatchObject([
      { id, state: 'released', decided: { by: 'user', at: at(410) }, reason: 'spam' },
    ])
  })

  test('?1: it counts clicks, not actions: a link with six actions does all of them on click one', async () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f']
    const nodes = ['goal', ...six]
    await publishDocument({
      document: drawing({
        nodes,
        edges: six.map((node, index) => `${nodes[index]}>${node}`),
        types: { goal: 'redirect-link-clicked' },
        configs: {
          goal: { linkIds: [offer] },
          ...Object.fromEntries(six.map((tag) => [tag, { tags: [tag] }])),
        },
      }),
    })
    const { _id: ada } = await insertProspect()
    await click(ada, 0)
    await workAt(1)
    expect(await prospectNow(ada)).toMatchObject({ tags: six })
  })

  test('?3: at 299.999 seconds it is too many, at 300.000 it runs', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    for (let second = 0; second < 5; second++) await click(ada, second)
    await click(ada, 299.999)
    await workAt(299.999)
    expect(await prospectNow(ada)).toMatchObject({ score: 5 })
    await click(ada, 300)
    await workAt(300)
    expect(await prospectNow(ada)).toMatchObject({ score: 6 })
  })

  test('a bot uses nothing up, and another person, link or address is counted apart', async () => {
    await publishDocument({ document: scoring(1) })
    const [{ _id: ada }, { _id: bob }] = [await insertProspect(), await insertProspect()]
    for (let second = 0; second < 9; second++) await click(ada, second, { agent: 'curl/8.5.0' })
    for (let second = 0; second < 5; second++) await click(ada, second)
    await click(ada, 6, { ip: '192.0.2.2' })
    await click(bob, 7)
    await workAt(10)
    expect(await prospectNow(ada)).toMatchObject({ score: 6 })
    expect(await prospectNow(bob)).toMatchObject({ score: 1 })
    expect(await heldNow()).toEqual([])
  })

  test('IR-23: clicks of nobody known are counted too', async () => {
    for (let second = 0; second < 6; second++) await click('', second, { isAnonymous: true })
    await workAt(10)
    expect(await listSpamWindows()).toMatchObject([{ n: 6, prospect: null, ip: '192.0.2.1' }])
  })

  test('what is discarded never does anything, and stays in the timeline', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    for (let second = 0; second < 6; second++) await click(ada, second)
    await workAt(10)
    const [held] = await heldNow()
    expect(await discardHeld([held?.id ?? ''], 'user')).toBe(1)
    expect(await releaseHeld([held?.id ?? ''], 'user')).toBe(0)
    await workAt(20)
    expect(await prospectNow(ada)).toMatchObject({ score: 5 })
    expect((await listHeld({ state: 'decided' })).items).toMatchObject([
      { state: 'discarded', outcome: 'discarded' },
    ])
  })

  test('pages of what is held follow each other, by reason', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    for (let second = 0; second < 10; second++) await click(ada, second)
    await workAt(20)
    const first = await listHeld({ reason: 'spam', limit: 3 })
    const rest = await listHeld({ reason: 'spam', limit: 3, cursor: first.next })
    expect([...first.items, ...rest.items].map((item) => item.at)).toEqual([9, 8, 7, 6, 5].map(at))
    expect(rest.next).toBeNull()
    expect((await listHeld({ reason: 'suspected' })).items).toEqual([])
  })
})

describe('N5, KP-10: what comes within a minute of the delivery', () => {
  const waiting = () => changeSettings({ hold: { suspectedSeconds: 60, earlySeconds: 30, humanSeconds: 0 } })
  const deliver = (who: string) =>
    collectionOf(Mails).insertOne(mailOf({ id: newId(), messageId, prospectId: who, at: at(0) }))

  test('a person’s click acts at once, unless the workspace has it wait', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    await deliver(ada)
    await click(ada, 20, { inMail: true })
    await workAt(20)
    expect(await heldNow()).toEqual([])
    expect(await prospectNow(ada)).toMatchObject({ score: 1 })
  })

  test('a person’s click waits half a minute where that is set, then acts, and counts as a person’s', async () => {
    await waiting()
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    await deliver(ada)
    const early = await click(ada, 20, { inMail: true })
    await workAt(20)
    expect(await heldNow()).toMatchObject([{ reason: 'settling', verdict: 'human', until: at(50) }])
    await workAt(49.9)
    expect(await prospectNow(ada)).toMatchObject({ score: 0 })
    await workAt(50)
    expect(await prospectNow(ada)).toMatchObject({ score: 1 })
    expect(await storedOf(early)).toMatchObject({ verdict: 'human' })
  })

  test('a scanner’s first click does nothing, for its others come while it waits', async () => {
    await waiting()
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    await deliver(ada)
    const early = await click(ada, 20, { inMail: true })
    await workAt(20)
    await click(ada, 22, { link: second, inMail: true })
    await workAt(22)
    await workAt(3_600)
    expect(await prospectNow(ada)).toMatchObject({ score: 0 })
    expect(await storedOf(early)).toMatchObject({ verdict: 'suspected', outcome: 'not-human', state: 'held' })
  })

  test('a click that waited a moment waits on as a doubtful one when one reason has come, and then acts', async () => {
    await changeSettings({ hold: { suspectedSeconds: 60, earlySeconds: 0, humanSeconds: 5 } })
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    await click(ada, 300, { inMail: true })
    await workAt(300)
    await click(ada, 303, { link: second, inMail: true })
    await workAt(303)
    await workAt(305)
    expect(await heldNow()).toContainEqual(
      expect.objectContaining({ reason: 'suspected', verdict: 'suspected', until: at(360) }),
    )
    expect(await prospectNow(ada)).toMatchObject({ score: 0 })
    await workAt(360)
    expect(await prospectNow(ada)).toMatchObject({ score: 1 })
  })
})

describe('?15, KP-10: doubtful clicks', () => {
  test('are held for a minute, and then do what they would have done', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    const doubtful = await click(ada, 0, { agent: app })
    await workAt(1)
    expect(await prospectNow(ada)).toMatchObject({ score: 0 })
    expect(await heldNow()).toMatchObject([
      {
        id: doubtful._id,
        reason: 'suspected',
        verdict: 'suspected',
        until: at(61),
        reasons: [expect.stringMatching(/^Probable: /)],
      },
    ])
    await workAt(60.9)
    expect(await prospectNow(ada)).toMatchObject({ score: 0 })
    await workAt(61)
    expect(await prospectNow(ada)).toMatchObject({ score: 1 })
    expect((await listHeld({ state: 'decided' })).items).toMatchObject([
      { state: 'released', decided: { by: null } },
    ])
  })

  test('N10: what a release would do is nothing where the re-entry policy lets nobody in again', async () => {
    const document = scoring(1)
    await publishDocument({ document: { ...document, settings: { reentry: { mode: 'once' } } } })
    const { _id: ada } = await insertProspect()
    await click(ada, 0)
    await workAt(1)
    const { _id } = await click(ada, 10, { agent: app })
    await workAt(11)
    expect(await heldNow()).toMatchObject([{ id: _id, runs: [] }])
    await releaseHeld([_id], 'user')
    await workAt(12)
    expect(await prospectNow(ada)).toMatchObject({ score: 1 })
  })

  test('do nothing by themselves when evidence comes meanwhile', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    await click(ada, 0, { agent: app, inMail: true })
    await workAt(1)
    await click(ada, 30, { link: honeypotLinkId, inMail: true })
    await workAt(31)
    await workAt(3_600)
    expect(await prospectNow(ada)).toMatchObject({ score: 0 })
  })

  test('can be released before their time by somebody who knows better, and are not counted twice', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    const { _id } = await click(ada, 0, { agent: app })
    await workAt(1)
    await releaseHeld([_id], 'user')
    await workAt(2)
    await workAt(3_600)
    expect(await prospectNow(ada)).toMatchObject({ score: 1 })
  })

  test('three counters: all, human and suspected; a changed verdict moves a click from one to the other, and what it did stays', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    const early = await click(ada, 0, { inMail: true })
    await workAt(1)
    expect(await countClicks([offer])).toEqual(
      new Map([[offer, { total: 1, unique: 1, human: 1, suspected: 0 }]]),
    )
    await click(ada, 2, { link: second, inMail: true })
    await workAt(3)
    expect(await storedOf(early)).toMatchObject({ verdict: 'suspected', outcome: null, state: 'planned' })
    expect(await countClicks([offer])).toEqual(
      new Map([[offer, { total: 1, unique: 0, human: 0, suspected: 1 }]]),
    )
    expect(await prospectNow(ada)).toMatchObject({ score: 1 })
  })

  test('the hidden link does nothing at all', async () => {
    await publishDocument({ document: scoring(1) })
    const { _id: ada } = await insertProspect()
    const hidden = await click(ada, 0, { link: honeypotLinkId, inMail: true })
    await workAt(3_600)
    expect(await storedOf(hidden)).toMatchObject({
      verdict: 'suspected',
      outcome: 'not-human',
      state: 'planned',
    })
    expect(await heldNow()).toEqual([])
  })
})

test('people’s clicks can be made to wait for evidence, too', async () => {
  await changeSettings({ hold: { suspectedSeconds: 60, earlySeconds: 0, humanSeconds: 5 } })
  await publishDocument({ document: scoring(1) })
  const { _id: ada } = await insertProspect()
  await click(ada, 0)
  await workAt(1)
  expect(await heldNow()).toMatchObject([{ reason: 'settling', verdict: 'human', until: at(6) }])
  await workAt(6)
  expect(await prospectNow(ada)).toMatchObject({ score: 1 })
})
