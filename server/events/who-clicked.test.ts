import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { takeSnapshot } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../db/collection-of'
import { setClock } from '../jobs/clock'
import { countClicks } from '../links/count-clicks'
import { Links } from '../links/link'
import { listLinkClicks } from '../links/list-link-clicks'
import { listTimeline } from '../prospects/list-timeline'
import { Plans } from '../runs/plan'
import { useTestDatabase } from '../testing/database'
import { dieAtEachWrite } from '../testing/die-at-each-write'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { makeLink } from '../testing/make-link'
import { publishDocument } from '../testing/publish-document'
import { planUntilIdle, workUntilIdle } from '../testing/work-until-idle'
import { newVisitorId } from '../tracking/visitor-cookie'
import { attributeVisitors } from './attribute-visitors'
import { LookBacks } from './look-back'
import { inboxEvent, insertEvents } from './record-event'
import { Events, type StoredEvent } from './stored-event'

useTestDatabase()
afterEach(() => setClock(null))

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const start = Date.parse('2026-03-01T10:00:00Z')
let linkId = ''
let [ada, ben] = ['', '']

beforeEach(async () => {
  const link = makeLink({ name: 'Offer', identity: 'token+cookie' })
  linkId = link._id
  await collectionOf(Links).insertOne(link)
  ada = (await insertProspect({ firstName: 'Ada', email: 'ada@example.com', score: 3 }))._id
  ben = (await insertProspect({ firstName: 'Ben', email: 'ben@example.com', score: 7 }))._id
})

type Who = { recipient?: string; sharer?: string; visitorId?: string; userAgent?: string; second?: number }

function clicked({ recipient, sharer, visitorId, userAgent = firefox, second = 0 }: Who): StoredEvent {
  const ids =
    recipient || sharer
      ? { recipientId: recipient ?? null, messageId: null, senderId: null, sharerId: sharer ?? null }
      : null
  const click = makeClick({ ids, visitorId: visitorId ?? null, userAgent }, { id: linkId })
  return { ...click, at: new Date(start + second * 1_000) }
}

function viewed(visitorId: string, userAgent = firefox): StoredEvent {
  const payload = { kind: 'page.viewed' as const, url: 'https://example.com/', title: 'Home', referrer: '' }
  const event = inboxEvent(payload, { prospectId: null, at: new Date(start) })
  return {
    ...event,
    visit: { visitorId, browser: { ip: '192.0.2.1', userAgent }, origin: 'https://example.com' },
  }
}

const eventNow = async ({ _id }: StoredEvent) => {
  const event = await collectionOf(Events).findOne({ _id })
  if (!event) throw new Error('no such event')
  return event
}

test('IM-1: a passed-on token starts actions for the one who clicked, and changes no field of either', async () => {
  const types = { goal: 'redirect-link-clicked' }
  const configs = { goal: { linkIds: [linkId] }, tag: { tags: ['clicked'] } }
  await publishDocument({
    document: drawing({ nodes: ['goal', 'tag'], edges: ['goal>tag'], types, configs }),
  })
  const bens = newVisitorId()
  await insertEvents([clicked({ recipient: ben, visitorId: bens })])
  await workUntilIdle()
  const [adaBefore, benBefore] = [await prospectNow(ada), await prospectNow(ben)]
  const passedOn = clicked({ recipient: ada, visitorId: bens, second: 30 })
  await insertEvents([passedOn])
  await workUntilIdle()
  expect(await eventNow(passedOn)).toMatchObject({
    prospectId: ben,
    outcome: null,
    click: { token: 'passed-on', sharerId: ada },
    uniqueKey: `p:${ben}`,
  })
  expect(await collectionOf(Plans).findOne({ _id: passedOn._id })).toMatchObject({ prospectId: ben })
  expect(await prospectNow(ada)).toEqual(adaBefore)
  expect(takeSnapshot(await prospectNow(ben))).toEqual(takeSnapshot(benBefore))
  expect((await listTimeline(ada, {})).items).toEqual([])
  expect((await listTimeline(ben, {})).items.map(({ summary }) => summary)).toContain(
    'Clicked “Offer”, shared by “Ada”',
  )
  expect((await listLinkClicks(linkId, {})).items[0]).toMatchObject({
    prospect: { id: ben },
    token: 'passed-on',
    sharer: { id: ada, name: 'Ada' },
  })
})

test('a bot that follows a token from the device of another is no referral', async () => {
  const bens = newVisitorId()
  await insertEvents([clicked({ recipient: ben, visitorId: bens })])
  await workUntilIdle()
  const bot = clicked({ recipient: ada, visitorId: bens, userAgent: 'curl/8.5.0' })
  await insertEvents([bot])
  await workUntilIdle()
  expect(await eventNow(bot)).toMatchObject({ prospectId: ada, verdict: 'bot', click: { token: 'valid' } })
})

test('TR-5, ?9: what a visitor did before being known is theirs from then on, and was done by one person', async () => {
  const visitorId = newVisitorId()
  const early = clicked({ visitorId })
  const page = viewed(visitorId)
  await insertEvents([early, page, clicked({ visitorId: newVisitorId() })])
  await workUntilIdle()
  expect(await eventNow(early)).toMatchObject({ prospectId: null, outcome: 'anonymous' })
  expect((await countClicks([linkId])).get(linkId)).toMatchObject({ human: 2, unique: 2 })
  await insertEvents([clicked({ recipient: ada, visitorId, second: 60 })])
  await workUntilIdle()
  expect(await eventNow(early)).toMatchObject({
    prospectId: ada,
    outcome: 'anonymous',
    uniqueKey: `p:${ada}`,
    attributedAt: expect.any(Date),
  })
  expect(await eventNow(early)).not.toHaveProperty('unknownVisitor')
  expect((await countClicks([linkId])).get(linkId)).toMatchObject({ human: 3, unique: 2 })
  expect((await listTimeline(ada, {})).items.map(({ summary }) => summary).toSorted()).toEqual([
    'Clicked “Offer”',
    'Clicked “Offer”, before it was known who that was',
    'Viewed the page “Home”, before it was known who that was',
  ])
})

test('nothing is started for what happened before somebody was known', async () => {
  const configs = { goal: { linkIds: [linkId] }, tag: { tags: ['clicked'] } }
  const types = { goal: 'redirect-link-clicked' }
  await publishDocument({
    document: drawing({ nodes: ['goal', 'tag'], edges: ['goal>tag'], types, configs }),
  })
  const visitorId = newVisitorId()
  const early = clicked({ visitorId })
  await insertEvents([early])
  await workUntilIdle()
  const token = clicked({ recipient: ada, visitorId, second: 60 })
  await insertEvents([token])
  await workUntilIdle()
  const plans = await collectionOf(Plans).find().toArray()
  expect(plans.map(({ _id }) => _id)).toEqual([token._id])
})

test('programs with the cookie of somebody are never given to them', async () => {
  const visitorId = newVisitorId()
  const bots = [clicked({ visitorId, userAgent: 'curl/8.5.0' }), viewed(visitorId, 'curl/8.5.0')]
  await insertEvents([...bots])
  await insertEvents([clicked({ recipient: ada, visitorId, second: 60 })])
  await workUntilIdle()
  for (const bot of bots)
    expect(await eventNow(bot)).toMatchObject({ prospectId: null, outcome: 'not-human', verdict: 'bot' })
})

test('an event that was judged while its visitor became known is found by the second look', async () => {
  setClock(() => new Date(start))
  const visitorId = newVisitorId()
  await insertEvents([clicked({ recipient: ada, visitorId })])
  await workUntilIdle()
  const late = clicked({ visitorId })
  await collectionOf(Events).insertOne({
    ...late,
    state: 'planned',
    outcome: 'anonymous',
    verdict: 'human',
    unknownVisitor: visitorId,
  })
  expect(await attributeVisitors()).toBe(0)
  setClock(() => new Date(start + 3 * 60_000))
  expect(await attributeVisitors()).toBe(1)
  expect(await eventNow(late)).toMatchObject({ prospectId: ada })
  expect(await collectionOf(LookBacks).countDocuments()).toBe(0)
})

test('killed before or after any write, every earlier event ends with its prospect, and none with another', async () => {
  const writes = await dieAtEachWrite({
    begin: async () => {
      const people = [(await insertProspect())._id, (await insertProspect())._id]
      const visitors = [newVisitorId(), newVisitorId()]
      const early = visitors.flatMap((visitorId) => [clicked({ visitorId }), viewed(visitorId)])
      await insertEvents(early)
      await planUntilIdle()
      await insertEvents(
        visitors.map((visitorId, who) => clicked({ recipient: people[who] ?? '', visitorId, second: 60 })),
      )
      return { people, early }
    },
    end: async ({ people, early }) => {
      const events = await Promise.all(early.map(eventNow))
      return events.map(({ prospectId, unknownVisitor }) => [
        people.indexOf(prospectId ?? ''),
        unknownVisitor,
      ])
    },
  })
  expect(writes).toBeGreaterThan(5)
})
