import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import type { IdentifiedEvent } from './judge-events'
import { laneOf } from './lane-of'
import { markPlanned } from './mark-planned'
import { inboxEvent, insertEvents } from './record-event'
import { Events, type StoredEvent } from './stored-event'

useTestDatabase()

const clickOf = (recipientId: string | null, visitorId: string | null = null) =>
  makeClick({
    ids: recipientId ? { recipientId, messageId: null, senderId: null, sharerId: null } : null,
    visitorId,
  })

/** As judging leaves a person's click. */
const judged = (click: StoredEvent, found: Partial<IdentifiedEvent> = {}): IdentifiedEvent => {
  const prospectId = found.prospectId ?? click.prospectId
  return {
    ...click,
    ...found,
    verdict: 'human',
    reasons: ['a $reason'],
    uniqueKey: prospectId ? `p:${prospectId}` : `v:${click.click?.visitorId}`,
  }
}

async function marked(events: StoredEvent[]) {
  const rows = await collectionOf(Events).find().toArray()
  return events.map(({ _id }) => {
    const row = rows.find((one) => one._id === _id)
    const { state, outcome, prospectId, lane, verdict, reasons, uniqueKey } = row ?? {}
    return { state, outcome, prospectId, lane, verdict, reasons, uniqueKey }
  })
}

test('events that are marked together each keep whose they are, and get their own key', async () => {
  const [ada, ben, found, nobody] = [clickOf('ada'), clickOf('ben'), clickOf(null, 'v1'), clickOf(null, 'v2')]
  const viewed = inboxEvent(
    { kind: 'page.viewed', url: 'https://example.com/', title: 'Home', referrer: '' },
    { prospectId: 'ada' },
  )
  const all = [ada, ben, found, nobody, viewed]
  await insertEvents(all)
  await markPlanned([
    { event: judged(ada), outcome: null, hasPlan: true },
    { event: judged(ben), outcome: 'no-live-goal', hasPlan: false },
    { event: judged(found, { prospectId: 'cleo', isFoundOut: true }), outcome: null, hasPlan: true },
    { event: judged(nobody), outcome: 'anonymous', hasPlan: false },
    { event: viewed, outcome: null, hasPlan: true },
  ])
  const human = { state: 'planned', verdict: 'human', reasons: ['a $reason'] }
  expect(await marked(all)).toEqual([
    { ...human, outcome: null, prospectId: 'ada', lane: laneOf('ada'), uniqueKey: 'p:ada' },
    { ...human, outcome: 'no-live-goal', prospectId: 'ben', lane: laneOf('ben'), uniqueKey: 'p:ben' },
    { ...human, outcome: null, prospectId: 'cleo', lane: laneOf('cleo'), uniqueKey: 'p:cleo' },
    { ...human, outcome: 'anonymous', prospectId: null, lane: laneOf(nobody._id), uniqueKey: 'v:v2' },
    {
      state: 'planned',
      outcome: null,
      prospectId: 'ada',
      lane: laneOf('ada'),
      verdict: null,
      reasons: [],
      uniqueKey: null,
    },
  ])
})

test('without a plan an event stays as another planner has marked it, and with one that is certain', async () => {
  const clicks = [clickOf('ada'), clickOf('ada'), clickOf('ben')]
  const [first, second, third] = clicks.map((click) => judged(click))
  if (!first || !second || !third) throw new Error('three in, three out')
  await insertEvents(clicks)
  await markPlanned([
    { event: first, outcome: null, hasPlan: true },
    { event: second, outcome: null, hasPlan: true },
    { event: third, outcome: 'no-live-goal', hasPlan: false },
  ])
  await markPlanned([
    { event: first, outcome: 'outdated', hasPlan: false },
    { event: second, outcome: 'outdated', hasPlan: false },
    { event: third, outcome: null, hasPlan: true },
  ])
  expect((await marked(clicks)).map(({ outcome }) => outcome)).toEqual([null, null, null])
})
