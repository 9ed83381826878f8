import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { Events, type Verdict } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { emptyDatabase, useTestDatabase } from '../testing/database'
import { makeClick } from '../testing/make-click'
import { makeLink } from '../testing/make-link'
import { bucketStarts } from './bucket-starts'
import { clickSeries, clickSeriesSchema } from './click-series'
import { countClicks } from './count-clicks'
import { Links } from './link'

useTestDatabase()
afterEach(() => setClock(null))

const link = makeLink({ createdAt: new Date('2025-01-10T00:00:00Z') })
const verdicts: (Verdict | null)[] = ['human', 'suspected', 'bot', 'prefetch', null]
const end = Date.parse('2026-04-02T13:07:00Z')

type Drawn = { hoursAgo: number; verdict: Verdict | null }

async function insertClicks(drawn: Drawn[], linkId = link._id) {
  const events = drawn.map(({ hoursAgo, verdict }, index) => ({
    ...makeClick({}, { id: linkId }),
    at: new Date(end - Math.round(hoursAgo * 3_600_000)),
    verdict,
    uniqueKey: verdict && `visitor ${index}`,
    state: 'planned' as const,
  }))
  if (events.length) await collectionOf(Events).insertMany(events)
  return events
}

const series = (wanted: Record<string, string>) => clickSeries(link._id, clickSeriesSchema.parse(wanted))

const clicks = fc.array(
  fc.record({
    hoursAgo: fc.double({ min: 0, max: 100 * 24, noNaN: true }),
    verdict: fc.constantFrom(...verdicts),
  }),
  { maxLength: 60 },
)
const asked = fc.record({
  range: fc.constantFrom('24h', '7d', '30d', '90d', 'all'),
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Pacific/Apia'),
})

test('I22: every bar of the chart equals a recount of the clicks in it, in any time zone and range', async () => {
  setClock(() => new Date(end))
  await fc.assert(
    fc.asyncProperty(clicks, asked, async (drawn, wanted) => {
      await emptyDatabase()
      await collectionOf(Links).insertOne(link)
      const events = await insertClicks(drawn)
      await insertClicks(drawn.slice(0, 3), 'f'.repeat(24))
      const { buckets } = await series(wanted)
      for (const [index, { at, ...counts }] of buckets.entries()) {
        const next = buckets[index + 1]?.at ?? new Date(end + 40 * 86_400_000)
        const within = events.filter((event) => event.at >= at && event.at < next)
        expect(counts).toEqual({
          total: within.length,
          human: within.filter(({ verdict }) => verdict === 'human').length,
          suspected: within.filter(({ verdict }) => verdict && verdict !== 'human').length,
        })
      }
      if (wanted.range !== 'all') return
      const sum = (key: 'total' | 'human' | 'suspected') =>
        buckets.reduce((all, bucket) => all + bucket[key], 0)
      const { unique: _, ...all } = (await countClicks([link._id])).get(link._id) ?? { unique: 0 }
      expect({ total: sum('total'), human: sum('human'), suspected: sum('suspected') }).toEqual(all)
    }),
    { numRuns: 25 },
  )
})

test.each([
  ['24h', 'hour', 24],
  ['7d', 'day', 7],
  ['30d', 'day', 30],
  ['90d', 'day', 90],
  ['all', 'week', 65],
] as const)('the last %s come as one bar a %s, without gaps, up to now', async (range, unit, count) => {
  setClock(() => new Date(end))
  await collectionOf(Links).insertOne(link)
  const found = await series({ range, timeZone: 'Europe/Berlin' })
  expect(found).toMatchObject({ unit, timeZone: 'Europe/Berlin' })
  expect(found.buckets).toHaveLength(count)
  expect(found.buckets.every(({ total }) => total === 0)).toBe(true)
  expect(found.buckets.at(-1)?.at.getTime()).toBeLessThanOrEqual(end)
})

test('all the time begins with the first click, also when that is older than the record', async () => {
  setClock(() => new Date(end))
  await collectionOf(Links).insertOne({ ...link, createdAt: new Date(end - 3_600_000) })
  await insertClicks([{ hoursAgo: 30, verdict: 'human' }])
  const { unit, buckets } = await series({ range: 'all' })
  expect([unit, buckets[0]]).toEqual([
    'hour',
    { at: new Date('2026-04-01T07:00:00Z'), total: 1, human: 1, suspected: 0 },
  ])
})

test('a day on which the clock is changed has 23 or 25 hours, and one that midnight skips begins later', () => {
  const hours = (day: string, timeZone: string) => {
    const at = new Date(day)
    const [start, next] = bucketStarts({ from: at, until: at, unit: 'day', timeZone })
    return ((next?.getTime() ?? 0) - (start?.getTime() ?? 0)) / 3_600_000
  }
  expect(hours('2026-03-29T12:00:00Z', 'Europe/Berlin')).toBe(23)
  expect(hours('2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe(25)
  expect(hours('2026-09-06T12:00:00Z', 'America/Santiago')).toBe(23)
  expect(hours('2026-06-01T12:00:00Z', 'Asia/Kathmandu')).toBe(24)
})

test('weeks begin on Monday, months on their first day', () => {
  const first = (unit: 'week' | 'month') =>
    bucketStarts({ from: new Date(end), until: new Date(end), unit, timeZone: 'UTC' })[0]
  expect(first('week')).toEqual(new Date('2026-03-30T00:00:00Z'))
  expect(first('month')).toEqual(new Date('2026-04-01T00:00:00Z'))
})

test('an unknown link and an unknown time zone are refused', async () => {
  await expect(series({})).rejects.toMatchObject({ code: 'not-found' })
  expect(clickSeriesSchema.safeParse({ timeZone: 'Mars/Base' }).error?.issues[0]?.message).toBe(
    'Use a time zone such as Europe/Berlin',
  )
})
