import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { Events, type Verdict } from '../events/stored-event'
import { now } from '../jobs/clock'
import { type BucketUnit, bucketStarts, unitsBefore } from './bucket-starts'
import { findLink } from './load-link'

export const clickSeriesSchema = z.object({
  range: z.enum(['24h', '7d', '30d', '90d', 'all']).default('30d'),
  /** Where the reader's days begin, such as Europe/Berlin. */
  timeZone: z.string().max(100).refine(isTimeZone, 'Use a time zone such as Europe/Berlin').default('UTC'),
})
type Wanted = z.output<typeof clickSeriesSchema>

export const seriesBucketSchema = z.object({
  /** When it begins. */
  at: z.date(),
  /** Every click, those that are not judged yet included. */
  total: z.number().int(),
  human: z.number().int(),
  /** Suspected and certain bots and prefetches. */
  suspected: z.number().int(),
})
export const seriesSchema = z.object({
  unit: z.enum(['hour', 'day', 'week', 'month']),
  timeZone: z.string(),
  /** Without gaps: a bucket in which nobody clicked is there with zeros. */
  buckets: z.array(seriesBucketSchema),
})
export type Series = z.infer<typeof seriesSchema>
export type SeriesBucket = z.infer<typeof seriesBucketSchema>

/** The clicks on a link over time, up to this moment. @throws AppError 'not-found' */
export async function clickSeries(linkId: string, wanted: Wanted): Promise<Series> {
  const { createdAt } = await findLink(linkId)
  const until = now()
  const { from, unit } = await spanOf({ linkId, createdAt, until, wanted })
  const starts = bucketStarts({ from, until, unit, timeZone: wanted.timeZone })
  const slots = await countSlots(linkId, starts)
  return { unit, timeZone: wanted.timeZone, buckets: fillBuckets(starts, slots) }
}

type Spanning = { linkId: string; createdAt: Date; until: Date; wanted: Wanted }

async function spanOf({ linkId, createdAt, until, wanted: { range, timeZone } }: Spanning) {
  if (range !== 'all') {
    const { unit, count } = spans[range]
    return { unit, from: unitsBefore(until, { unit, timeZone, count: count - 1 }) }
  }
  const first = await firstClickAt(linkId)
  const from = first && first < createdAt ? first : createdAt
  const days = (until.getTime() - from.getTime()) / DAY_MS
  return { from, unit: wholeUnits.find(({ mostDays }) => days <= mostDays)?.unit ?? 'month' }
}

const spans: Record<Exclude<Wanted['range'], 'all'>, { unit: BucketUnit; count: number }> = {
  '24h': { unit: 'hour', count: 24 },
  '7d': { unit: 'day', count: 7 },
  '30d': { unit: 'day', count: 30 },
  '90d': { unit: 'day', count: 90 },
}

const DAY_MS = 86_400_000
/** As fine as a chart can be read. */
const wholeUnits: { unit: BucketUnit; mostDays: number }[] = [
  { unit: 'hour', mostDays: 2 },
  { unit: 'day', mostDays: 120 },
  { unit: 'week', mostDays: 800 },
]

async function firstClickAt(linkId: string): Promise<Date | null> {
  const [first] = await collectionOf(Events)
    .find({ linkId }, { projection: { at: 1 }, maxTimeMS: LONGEST_MS })
    .sort({ linkId: 1, at: 1, _id: 1 })
    .limit(1)
    .toArray()
  return first?.at ?? null
}

type Slot = { _id: { start: number; verdict: Verdict | null }; clicks: number }

/** Fine enough for the days and hours of every time zone there is. */
const SLOT_MS = 15 * 60_000

/**
 * How many clicks of each verdict there were in each quarter of an hour. The one place that reads events, so that
 * prepared counts can take its place.
 */
function countSlots(linkId: string, starts: Date[]): Promise<Slot[]> {
  const [from, until] = [starts[0] ?? now(), starts.at(-1) ?? now()]
  const at = { $toLong: '$at' }
  return collectionOf(Events)
    .aggregate<Slot>(
      [
        { $match: { linkId, at: { $gte: from, $lt: until } } },
        {
          $group: {
            _id: { start: { $subtract: [at, { $mod: [at, SLOT_MS] }] }, verdict: '$verdict' },
            clicks: { $sum: 1 },
          },
        },
        { $sort: { '_id.start': 1 } },
      ],
      { maxTimeMS: LONGEST_MS, allowDiskUse: true },
    )
    .toArray()
}

function fillBuckets(starts: Date[], slots: Slot[]): SeriesBucket[] {
  const buckets = starts.slice(0, -1).map((at) => ({ at, total: 0, human: 0, suspected: 0 }))
  let place = 0
  for (const { _id, clicks } of slots) {
    while (Number(_id.start) >= (starts[place + 1]?.getTime() ?? Number.POSITIVE_INFINITY)) place++
    const bucket = buckets[place]
    if (!bucket) break
    bucket.total += clicks
    if (_id.verdict === 'human') bucket.human += clicks
    else if (_id.verdict) bucket.suspected += clicks
  }
  return buckets
}

const LONGEST_MS = 20_000

function isTimeZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: text }))
  } catch {
    return false
  }
}
