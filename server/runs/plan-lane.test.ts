import { afterEach, describe, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { Effects } from '../effects/stored-effect'
import { laneOf } from '../events/lane-of'
import { recordEvent } from '../events/record-event'
import { type ClickSignals, Events, inInbox } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { Mails } from '../messages/mail'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { setPaused } from '../workflows/set-paused'
import { Versions } from '../workflows/version'
import { forgetVersions } from './executable-versions'
import { Plans } from './plan'
import { Runs } from './run'

useTestDatabase()
afterEach(() => setClock(null))

const click = (linkId: string, prospectId: string, at?: Date) =>
  recordEvent({ kind: 'link.clicked', linkId, messageId: null }, { prospectId, ...(at ? { at } : {}) })
const runsNow = () => collectionOf(Runs).find().sort({ startedAt: 1, _id: 1 }).toArray()
const eventsNow = () => collectionOf(Events).find().sort({ at: 1, _id: 1 }).toArray()

function signalsOf(values: Partial<ClickSignals>): ClickSignals {
  return {
    slug: 's',
    token: 'none',
    senderId: null,
    sharerId: null,
    sessionId: null,
    visitorId: null,
    ip: '203.0.113.9',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    referrer: '',
    acceptLanguage: '',
    path: '/r/s',
    ...values,
  }
}

const atLeastTen = { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] }

/** Clicking link `offer`: the score goes up by 5, and who has at least 10 becomes hot. */
const scoring = drawing({
  nodes: ['goal', 'score', 'hot'],
  edges: ['goal>score', 'score>hot'],
  types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
  configs: {
    goal: { linkIds: ['offer'] },
    score: { by: 5 },
    hot: { tags: ['hot'], criteria: atLeastTen },
  },
})

describe('the snapshot rule', () => {
  test('IR-13: score 5, action 1 adds 5, action 2 with criterion "score at least 10" does not run', async () => {
    await publishDocument({ document: scoring })
    const { _id } = await insertProspect({ score: 5 })
    const eventId = await click('offer', _id)
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ score: 10, tags: [] })
    const plan = await collectionOf(Plans).findOne({ _id: eventId })
    expect(plan?.snapshot.score).toBe(5)
    expect(plan?.runs[0]?.steps).toMatchObject([
      { nodeId: 'goal', outcome: 'reached' },
      { nodeId: 'score', outcome: 'performed' },
      { nodeId: 'hot', outcome: 'skipped', criteria: { passed: false } },
    ])
    expect(plan?.runs[0]?.steps[2]?.criteria).toMatchObject({ rules: [{ field: 'score', original: 5 }] })
  })

  test('IF-7, ?2: the next click is a new burst and sees what the first one did, though both came at once', async () => {
    await publishDocument({ document: scoring })
    const { _id } = await insertProspect({ score: 5 })
    await Promise.all([1, 2].map((ms) => click('offer', _id, new Date(1_000 + ms))))
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ score: 15, tags: ['hot'], fx: { length: 3 } })
    expect(await runsNow()).toHaveLength(2)
  })

  test('?6: a move to a sequence stays in the burst of its cause, before a click that came later', async () => {
    const document = drawing({
      nodes: ['goal', 'score', 'move', 'follow'],
      edges: ['goal>score', 'score>move'],
      types: {
        goal: 'redirect-link-clicked',
        score: 'adjust-score',
        move: 'move-to-sequence',
        follow: 'sequence',
      },
      configs: {
        goal: { linkIds: ['offer'] },
        score: { by: 5 },
        move: { nodeId: 'follow' },
        follow: {
          steps: [{ id: 's', type: 'add-tags', config: { tags: ['hot'], criteria: atLeastTen } }],
        },
      },
    })
    await publishDocument({ document })
    const { _id } = await insertProspect({ score: 5 })
    await click('offer', _id, new Date(1_000))
    await click('offer', _id, new Date(1_001))
    await workUntilIdle()
    const plans = await collectionOf(Plans).find().sort({ seq: 1 }).toArray()
    expect(plans.map(({ snapshot, at }) => [at.getTime(), snapshot.score])).toEqual([
      [1_000, 5],
      [1_000, 5],
      [1_001, 10],
      [1_001, 10],
    ])
    expect(await prospectNow(_id)).toMatchObject({ score: 15, tags: ['hot'] })
    expect(await runsNow()).toMatchObject([{ status: 'finished' }, { status: 'finished' }])
    const [entered] = await collectionOf(Effects).find({ kind: 'sequence.enter' }).toArray()
    expect(await collectionOf(Events).findOne({ causedBy: entered?._id })).toMatchObject({
      kind: 'sequence.entered',
      state: 'planned',
      outcome: null,
    })
  })
})

/** Enrolled: a sequence that waits three days, and two goals; each tags and leads into its own sequence. */
const twoGoals = drawing({
  nodes: ['start', 'first', 'buy', 'ask', 'bought', 'asked', 'onboarding'],
  edges: ['start>first', 'first>buy', 'first>ask', 'buy>bought', 'bought>onboarding', 'ask>asked'],
  types: {
    start: 'enrolled',
    first: 'sequence',
    buy: 'redirect-link-clicked',
    ask: 'redirect-link-clicked',
    onboarding: 'sequence',
  },
  configs: {
    first: {
      steps: [
        { id: 'w', type: 'wait', config: { for: 'P3D' } },
        { id: 't', type: 'add-tags', config: { tags: ['waited'] } },
      ],
    },
    buy: { linkIds: ['buy'] },
    ask: { linkIds: ['ask'] },
    bought: { tags: ['bought'] },
    asked: { tags: ['asked'] },
    onboarding: { steps: [{ id: 'w', type: 'wait', config: { for: 'P1D' } }] },
  },
})

describe('goals and sequences', () => {
  test('KP-2, KP-3, KP-8: the first response stops the sequence, moves the prospect into the next one and wins; the second does not move the prospect again', async () => {
    const { workflowId } = await publishDocument({ document: twoGoals })
    const { _id } = await insertProspect()
    await recordEvent({ kind: 'prospect.enrolled', workflowId, nodeId: null }, { prospectId: _id })
    await workUntilIdle()
    expect(await runsNow()).toMatchObject([{ status: 'active', state: { sequences: { first: 'running' } } }])
    await click('buy', _id)
    await click('ask', _id)
    await workUntilIdle()
    expect(await prospectNow(_id)).toMatchObject({ tags: ['bought'] })
    expect(await runsNow()).toMatchObject([
      { status: 'active', state: { sequences: { first: 'stopped', onboarding: 'running' }, awaiting: [] } },
    ])
    expect((await eventsNow()).at(-1)).toMatchObject({ outcome: 'no-live-goal' })
  })

  test('a wait that is over continues its run once, and one that was stopped never does', async () => {
    const { workflowId } = await publishDocument({ document: twoGoals })
    const [stays, goes] = [await insertProspect(), await insertProspect()]
    for (const { _id } of [stays, goes])
      await recordEvent({ kind: 'prospect.enrolled', workflowId, nodeId: null }, { prospectId: _id })
    await workUntilIdle()
    await click('ask', goes._id)
    const later = new Date(Date.now() + 4 * 86_400_000)
    setClock(() => later)
    await Promise.all([workUntilIdle(), workUntilIdle()])
    await workUntilIdle()
    expect((await prospectNow(stays._id)).tags).toEqual(['waited'])
    expect((await prospectNow(goes._id)).tags).toEqual(['asked'])
    const elapsed = (await eventsNow()).filter(({ kind }) => kind === 'timer.elapsed')
    expect(elapsed.filter(({ outcome }) => outcome === null)).toMatchObject([{ prospectId: stays._id }])
  })

  test('?14: editing and publishing never change a run on the way; a new click takes the new version', async () => {
    const first = await publishDocument({ document: twoGoals })
    const { _id } = await insertProspect()
    const enrol = () =>
      recordEvent(
        { kind: 'prospect.enrolled', workflowId: first.workflowId, nodeId: null },
        { prospectId: _id },
      )
    await enrol()
    await workUntilIdle()
    const changed = structuredClone(twoGoals)
    for (const node of changed.nodes) if (node.id === 'bought') node.config = { tags: ['bought-v2'] }
    const second = await publishDocument({ document: changed, workflowId: first.workflowId })
    await click('buy', _id)
    await workUntilIdle()
    expect((await prospectNow(_id)).tags).toEqual(['bought'])
    await enrol()
    await workUntilIdle()
    await click('buy', _id)
    await workUntilIdle()
    expect((await prospectNow(_id)).tags).toEqual(['bought', 'bought-v2'])
    expect((await runsNow()).map(({ versionId }) => versionId)).toEqual([first.versionId, second.versionId])
    const plans = await collectionOf(Plans).find().toArray()
    for (const { versionId, versionHash } of plans.flatMap(({ runs }) => runs))
      expect(versionHash).toBe((await collectionOf(Versions).findOne({ _id: versionId }))?.hash)
  })

  test('a cancelled run does nothing more', async () => {
    const { workflowId } = await publishDocument({ document: twoGoals })
    const { _id } = await insertProspect()
    await recordEvent({ kind: 'prospect.enrolled', workflowId, nodeId: null }, { prospectId: _id })
    await workUntilIdle()
    const [run] = await runsNow()
    await recordEvent({ kind: 'run.cancelled', runId: run?._id ?? '', by: 'user' }, { prospectId: _id })
    await workUntilIdle()
    await click('buy', _id)
    setClock(() => new Date(Date.now() + 9 * 86_400_000))
    await workUntilIdle()
    expect((await prospectNow(_id)).tags).toEqual([])
    expect(await runsNow()).toMatchObject([{ status: 'cancelled', wakeAt: null }])
  })
})

test('?10: a click of a known visitor counts for the prospect, in their lane and in its place in their order', async () => {
  await publishDocument({ document: scoring })
  const prospects = await Promise.all(
    Array.from({ length: 5 }, (_, i) => insertProspect({ visitorIds: [`visitor-${i}`] })),
  )
  const ids = await Promise.all(
    prospects.map(() =>
      recordEvent({ kind: 'link.clicked', linkId: 'offer', messageId: null }, { prospectId: null }),
    ),
  )
  for (const [i, id] of ids.entries())
    await collectionOf(Events).updateOne(
      { _id: id },
      { $set: { click: signalsOf({ visitorId: `visitor-${i}` }) } },
    )
  await workUntilIdle()
  for (const { _id } of prospects) expect(await prospectNow(_id)).toMatchObject({ score: 5 })
  for (const event of await eventsNow())
    expect(event).toMatchObject({
      verdict: 'human',
      outcome: null,
      uniqueKey: `p:${event.prospectId}`,
      lane: laneOf(event.prospectId ?? ''),
    })
})

describe('what leads to nothing is kept with the reason', () => {
  test.each([
    ['nobody knows whose it is', { prospectId: null }, 'anonymous'],
    ['the prospect is gone', { prospectId: 'gone' }, 'erased'],
  ])('%s', async (_why, circumstances, outcome) => {
    await publishDocument({ document: scoring })
    await recordEvent({ kind: 'link.clicked', linkId: 'offer', messageId: null }, circumstances)
    await workUntilIdle()
    expect(await eventsNow()).toMatchObject([{ state: 'planned', outcome }])
    expect(await runsNow()).toEqual([])
  })

  test('?15: a program that clicks starts nothing, and says why', async () => {
    await publishDocument({ document: scoring })
    const { _id } = await insertProspect()
    const id = await click('offer', _id)
    const signals = signalsOf({ userAgent: 'Googlebot/2.1' })
    await collectionOf(Events).updateOne({ _id: id }, { $set: { click: signals } })
    await workUntilIdle()
    const [event] = await eventsNow()
    expect(event).toMatchObject({ verdict: 'bot', outcome: 'not-human', uniqueKey: `p:${_id}` })
    expect(event?.reasons).not.toEqual([])
    expect(await prospectNow(_id)).toMatchObject({ score: 0, lastActivityAt: null })
  })

  test('?16: a click that no live goal waits for', async () => {
    const { _id } = await insertProspect()
    const at = new Date(5_000)
    await click('unbound', _id, at)
    await workUntilIdle()
    expect(await eventsNow()).toMatchObject([{ outcome: 'no-live-goal' }])
    expect((await prospectNow(_id)).lastActivityAt).toEqual(at)
  })

  test('a paused workflow starts nothing', async () => {
    const { workflowId } = await publishDocument({ document: scoring })
    await setPaused({ id: workflowId, isPaused: true })
    const { _id } = await insertProspect()
    await click('offer', _id)
    await workUntilIdle()
    expect(await runsNow()).toEqual([])
  })
})

test('I21: a version that cannot be executed holds up nothing but its own run', async () => {
  const broken = await publishDocument({ document: twoGoals })
  const { _id } = await insertProspect()
  await recordEvent(
    { kind: 'prospect.enrolled', workflowId: broken.workflowId, nodeId: null },
    { prospectId: _id },
  )
  await workUntilIdle()
  await collectionOf(Versions).updateOne({ _id: broken.versionId }, { $set: { document: { nonsense: 1 } } })
  forgetVersions()
  await publishDocument({ document: scoring })
  await click('offer', _id)
  await workUntilIdle()
  expect(await prospectNow(_id)).toMatchObject({ score: 5 })
  expect((await eventsNow()).at(-1)).toMatchObject({ state: 'planned', outcome: 'quarantined' })
})

describe('an email of a sequence', () => {
  const welcome = { id: newId(), name: 'Welcome', subject: 'Hello', html: '<p>Hello</p>' }
  const document = drawing({
    nodes: ['start', 'mails', 'goal'],
    edges: ['start>mails', 'mails>goal'],
    types: { start: 'enrolled', mails: 'sequence', goal: 'redirect-link-clicked' },
    configs: {
      mails: {
        steps: [
          { id: 'm', type: 'send-email', config: { messageId: welcome.id } },
          { id: 'w', type: 'wait', config: { for: 'P1D' } },
        ],
      },
      goal: { linkIds: ['offer'] },
    },
  })

  test('is sent once, by two workers at a time', async () => {
    const { workflowId } = await publishDocument({ document, messages: [welcome] })
    const { _id } = await insertProspect({ email: 'ada@example.com' })
    await recordEvent({ kind: 'prospect.enrolled', workflowId, nodeId: null }, { prospectId: _id })
    await Promise.all([workUntilIdle(), workUntilIdle()])
    expect(await collectionOf(Effects).find().toArray()).toMatchObject([{ state: 'done', attempts: 1 }])
    expect(await collectionOf(Mails).countDocuments()).toBe(1)
  })

  test('?13, I20: is not sent when its sequence was stopped before anybody began', async () => {
    const { workflowId } = await publishDocument({ document, messages: [welcome] })
    const { _id } = await insertProspect({ email: 'ada@example.com' })
    await recordEvent({ kind: 'prospect.enrolled', workflowId, nodeId: null }, { prospectId: _id })
    await click('offer', _id)
    await workUntilIdle()
    expect(await collectionOf(Effects).find().toArray()).toMatchObject([
      { state: 'cancelled', reason: { code: 'sequence-stopped' } },
    ])
    expect(await collectionOf(Mails).countDocuments()).toBe(0)
  })
})

test('to look for what is new reads the inbox alone, however much has been planned', async () => {
  await click('offer', 'ada')
  const plan = await collectionOf(Events)
    .find(inInbox, { projection: { _id: 1 } })
    .explain('queryPlanner')
  expect(JSON.stringify(plan)).toContain('"indexName":"inbox"')
})
