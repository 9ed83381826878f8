import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { overview } from '../jobs/overview'
import { Plans } from '../runs/plan'
import { hasNewEvents } from '../runs/plan-lane'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { PackedEvents, packEvents, unpackEvents } from './packed-events'
import { inboxEvent } from './record-event'
import { Events } from './stored-event'

useTestDatabase()

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const stored = () => collectionOf(Events).find().sort({ _id: 1 }).toArray()
const left = () => collectionOf(PackedEvents).countDocuments()

/** Clicks of one prospect on one link, a second after each other, each from elsewhere. */
async function clicksInARow(count: number) {
  const { _id: recipientId } = await insertProspect({ email: 'ada@example.com' })
  const ids = { recipientId, messageId: null, senderId: null, sharerId: null }
  return Array.from({ length: count }, (_, n) => ({
    ...makeClick({ ids, userAgent: browser, ip: `192.0.2.${n}` }, { id: 'offer' }),
    at: new Date(Date.now() - (count - n) * 1_000),
  }))
}

test('what is unpacked is what was packed: clicks whatever they say, and other events', async () => {
  const seen = fc.record({
    userAgent: fc.string({ unit: 'grapheme' }),
    referrer: fc.string(),
    path: fc.string(),
    sessionId: fc.option(fc.string()),
    visitorId: fc.option(fc.string()),
    ids: fc.option(
      fc.record({
        recipientId: fc.option(fc.string({ minLength: 1 })),
        messageId: fc.option(fc.string()),
        senderId: fc.option(fc.string()),
        sharerId: fc.option(fc.string()),
      }),
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(seen, { minLength: 1, maxLength: 5 }), async (clicks) => {
      await collectionOf(Events).deleteMany({})
      const opened = inboxEvent({ kind: 'email.opened', messageId: 'm' }, { prospectId: newId() })
      const events = [opened, ...clicks.map((click) => makeClick(click))]
      await packEvents(events)
      expect(await unpackEvents()).toBeNull()
      expect(await stored()).toEqual(events.toSorted((a, b) => (a._id < b._id ? -1 : 1)))
      expect(await left()).toBe(0)
    }),
    { numRuns: 50 },
  )
})

test('I2: packing again, unpacking again and by several at a time, and a planner that died half-way double nothing', async () => {
  const events = [makeClick(), makeClick(), makeClick()]
  await packEvents(events)
  await packEvents(events)
  expect(await left()).toBe(1)
  await collectionOf(Events).insertOne(events[1] ?? makeClick())
  await Promise.all([unpackEvents(), unpackEvents(), unpackEvents()])
  await packEvents(events)
  await unpackEvents()
  expect(await stored()).toEqual(events)
  expect(await left()).toBe(0)
})

test('I7: clicks that are still packed come before later ones that are not, however many there are', async () => {
  await publishDocument({
    document: drawing({
      nodes: ['goal', 'score'],
      edges: ['goal>score'],
      types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
      configs: { goal: { linkIds: ['offer'] }, score: { by: 1 } },
    }),
  })
  const clicks = await clicksInARow(12)
  const [last, ...others] = clicks.toReversed()
  for (const click of others.toSorted((a, b) => (a._id < b._id ? 1 : -1))) await packEvents([click])
  if (last) await collectionOf(Events).insertOne(last)
  await workUntilIdle()
  const plans = await collectionOf(Plans).find().sort({ seq: 1 }).toArray()
  expect(plans.map(({ _id }) => _id)).toEqual(clicks.map(({ _id }) => _id))
})

test('packed events are work that waits, and count as such', async () => {
  expect(await hasNewEvents()).toBe(false)
  const [first, second, third] = await clicksInARow(3)
  if (!first || !second || !third) throw new Error('three clicks')
  await packEvents([first, second])
  await collectionOf(Events).insertOne(third)
  expect(await hasNewEvents(second.at)).toBe(true)
  expect(await hasNewEvents(first.at)).toBe(false)
  const { queues } = await overview()
  expect(queues[0]).toMatchObject({ name: 'events', depth: 3, oldestAt: first.at })
})

test('I21: a pack that cannot be read is set aside, and keeps nobody waiting', async () => {
  const [first, ...others] = await clicksInARow(3)
  if (!first) throw new Error('three clicks')
  const broken = { _id: first._id, at: first.at, count: 1, pack: '{"fields":["_id"' }
  await collectionOf(PackedEvents).insertOne(broken)
  await packEvents(others)
  await workUntilIdle()
  expect(await stored()).toMatchObject([{ state: 'planned' }, { state: 'planned' }])
  expect(await collectionOf(PackedEvents).find().toArray()).toEqual([{ ...broken, at: null }])
  expect(await hasNewEvents()).toBe(false)
})
