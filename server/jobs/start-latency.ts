import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { defineCollection } from '../db/define-collection'
import { log } from '../log'
import { now } from './clock'

/**
 * How long clicks waited until everything that they started in our own database was done (?7), counted by minute.
 * All workers add to the same minutes.
 */
export const startLatencySchema = z.object({
  /** The minute, as in `2026-11-29T16:20`. */
  _id: z.string(),
  at: z.date(),
  /** Clicks by bucket, see `bucketOf`. */
  counts: z.record(z.string(), z.number().int()),
})

export const StartLatencies = defineCollection('start-latencies', startLatencySchema, [{ key: { at: 1 } }])

/** What a click may wait at most to be in time. */
const START_GOAL_MS = 1_000

export const startLatencyShownSchema = z.object({
  /** Clicks that started something within the last hour. */
  clicks: z.number().int(),
  /** Half of them, and 95 of 100, waited no longer than this; right to a tenth or so. */
  p50Ms: z.number(),
  p95Ms: z.number(),
  /** How many of them waited longer than a second. */
  late: z.number().int(),
})
export type StartLatency = z.infer<typeof startLatencyShownSchema>

/**
 * Notes how long some clicks waited; those of more than an hour ago are not of the last hour. It is written a moment
 * later; a worker that is killed loses that moment.
 */
export function noteStarts(waitedMs: number[]): void {
  const shown = waitedMs.filter((ms) => ms <= SHOWN_MS)
  if (shown.length === 0) return
  const minute = now().toISOString().slice(0, 16)
  const counts = pending.get(minute) ?? new Map<number, number>()
  pending.set(minute, counts)
  for (const ms of shown) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1)
  flushing ??= setTimeout(() => {
    writeStarts().catch((error) => log.warn({ cause: error?.name }, 'waiting times were not kept'))
  }, FLUSH_MS).unref()
}

/** Writes what was noted. */
export async function writeStarts(): Promise<void> {
  clearTimeout(flushing ?? undefined)
  flushing = null
  const minutes = [...pending]
  pending.clear()
  if (minutes.length === 0) return
  await collectionOf(StartLatencies).bulkWrite(
    minutes.map(([minute, counts]) => ({
      updateOne: {
        filter: { _id: minute },
        update: {
          $inc: Object.fromEntries([...counts].map(([bucket, count]) => [`counts.${bucket}`, count])),
          $setOnInsert: { at: new Date(`${minute}Z`) },
        },
        upsert: true,
      },
    })),
    { ordered: false, maxTimeMS: 5_000 },
  )
}

/** The last hour, or null when no click started anything. */
export async function startLatency(): Promise<StartLatency | null> {
  const minutes = await collectionOf(StartLatencies)
    .find({ at: { $gt: new Date(now().getTime() - SHOWN_MS) } }, { maxTimeMS: 5_000 })
    .toArray()
  const counts = new Array<number>(BUCKETS).fill(0)
  for (const minute of minutes)
    for (const [bucket, count] of Object.entries(minute.counts))
      counts[Number(bucket)] = (counts[Number(bucket)] ?? 0) + count
  const clicks = sum(counts)
  if (clicks === 0) return null
  return {
    clicks,
    p50Ms: percentile(counts, 0.5),
    p95Ms: percentile(counts, 0.95),
    late: sum(counts.slice(bucketOf(START_GOAL_MS) + 1)),
  }
}

/** Forgets minutes of days ago. @returns how many */
export async function sweepStarts(): Promise<number> {
  const before = new Date(now().getTime() - KEPT_MS)
  const { deletedCount } = await collectionOf(StartLatencies).deleteMany(
    { at: { $lt: before } },
    { maxTimeMS: 20_000 },
  )
  return deletedCount
}

const pending = new Map<string, Map<number, number>>()
let flushing: NodeJS.Timeout | null = null
const FLUSH_MS = 2_000
const SHOWN_MS = 60 * 60_000
const KEPT_MS = 2 * 24 * SHOWN_MS

/** Each bucket reaches a fifth further than the one before it, the last one beyond an hour; the goal is where one ends. */
const BUCKETS = 85
const FIRST_GOAL_BUCKET = 36
const GROWTH = 2 ** 0.25

function endOf(bucket: number): number {
  return START_GOAL_MS * GROWTH ** (bucket - FIRST_GOAL_BUCKET)
}

function bucketOf(ms: number): number {
  const bucket = FIRST_GOAL_BUCKET + Math.ceil(Math.log(Math.max(ms, 1) / START_GOAL_MS) / Math.log(GROWTH))
  return Math.min(Math.max(bucket, 0), BUCKETS - 1)
}

/** Within a bucket as if its clicks were spread evenly. */
function percentile(counts: number[], share: number): number {
  let wanted = share * sum(counts)
  const bucket = counts.findIndex((count) => {
    wanted -= count
    return wanted <= 0
  })
  const [start, end] = [bucket > 0 ? endOf(bucket - 1) : 0, endOf(bucket)]
  return Math.round(end + ((end - start) * wanted) / (counts[bucket] || 1))
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
