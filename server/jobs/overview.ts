import type { Filter } from 'mongodb'
import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { database } from '../db/connect'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { PackedEvents, packed } from '../events/packed-events'
import { Events, inInbox } from '../events/stored-event'
import { Runs } from '../runs/run'
import { catalogue, everyOf } from './catalogue'
import { now } from './clock'
import { jobNames } from './job-name'
import { Lanes } from './lane'
import { startLatency, startLatencyShownSchema } from './start-latency'

const maxTimeMS = 10_000

export const overviewSchema = z.object({
  /** Work that waits, by kind: how much, since when the oldest of it could have been done. */
  queues: z.array(
    z.object({ name: z.string(), title: z.string(), depth: z.number().int(), oldestAt: z.date().nullable() }),
  ),
  jobs: z.array(
    z.object({
      name: z.enum(jobNames),
      title: z.string(),
      /** How often it runs by itself; null: whenever there is something to do. */
      every: z.string().nullable(),
      lastRunAt: z.date().nullable(),
      lastFinishedAt: z.date().nullable(),
      nextRunAt: z.date().nullable(),
      failures: z.number().int(),
      lastFailure: z.object({ at: z.date(), message: z.string() }).nullable(),
    }),
  ),
  /** How long clicks waited for what they start, within the last hour (?7); null when there were none. */
  starts: startLatencyShownSchema.nullable(),
  /** Processes that hold lanes just now, by name, with how many. */
  workers: z.array(z.object({ name: z.string(), lanes: z.number().int() })),
  failures: z.object({
    /** Effects that were given up, or of which nobody knows whether they happened. */
    effects: z.number().int(),
    /** Events that could not be planned, again and again. */
    events: z.number().int(),
  }),
})
export type Overview = z.infer<typeof overviewSchema>

/** How the work stands: what waits, what runs, and what went wrong. */
export async function overview(): Promise<Overview> {
  const [events, runs, effects, jobs, starts, workers, failedEffects, failedEvents] = await Promise.all([
    eventQueue(),
    runQueue(),
    effectQueue(),
    jobStates(),
    startLatency(),
    workersNow(),
    collectionOf(Effects).countDocuments(failedEffect, { maxTimeMS }),
    collectionOf(Events).countDocuments({ outcome: 'quarantined' }, { maxTimeMS }),
  ])
  return {
    queues: [events, effects, runs],
    jobs,
    starts,
    workers,
    failures: { effects: failedEffects, events: failedEvents },
  }
}

export const failedEffect: Filter<StoredEffect> = { state: { $in: ['dead', 'unknown'] } }

async function eventQueue() {
  const [depth, oldest, [waiting]] = await Promise.all([
    collectionOf(Events).countDocuments(inInbox, { maxTimeMS }),
    collectionOf(Events)
      .find(inInbox, { projection: { at: 1 }, maxTimeMS })
      .sort({ at: 1 })
      .limit(1)
      .next(),
    collectionOf(PackedEvents)
      .aggregate<{ count: number; at: Date }>(
        [{ $match: packed }, { $group: { _id: null, count: { $sum: '$count' }, at: { $min: '$at' } } }],
        { maxTimeMS },
      )
      .toArray(),
  ])
  return {
    name: 'events',
    title: 'Events to be planned',
    depth: depth + (waiting?.count ?? 0),
    oldestAt: earliest(oldest?.at, waiting?.at),
  }
}

function earliest(...times: (Date | undefined)[]): Date | null {
  return times.reduce<Date | null>((first, at) => (at && (!first || at < first) ? at : first), null)
}

async function effectQueue() {
  // It names lanes, all of them, since only then the index of what is due answers.
  const due: Filter<StoredEffect> = { state: 'due', lane: { $gte: 0 }, dueAt: { $lte: now() } }
  const [depth, oldest] = await Promise.all([
    collectionOf(Effects).countDocuments(due, { maxTimeMS }),
    collectionOf(Effects)
      .find(due, { projection: { dueAt: 1 }, maxTimeMS })
      .sort({ dueAt: 1 })
      .limit(1)
      .next(),
  ])
  return {
    name: 'effects',
    title: 'Emails and calls to be made',
    depth,
    oldestAt: oldest?.dueAt ?? null,
  }
}

async function runQueue() {
  const overdue = { wakeAt: { $lte: now() } }
  const [depth, oldest] = await Promise.all([
    collectionOf(Runs).countDocuments(overdue, { maxTimeMS }),
    collectionOf(Runs)
      .find(overdue, { projection: { wakeAt: 1 }, maxTimeMS })
      .sort({ wakeAt: 1 })
      .limit(1)
      .next(),
  ])
  return { name: 'waits', title: 'Waits that are over', depth, oldestAt: oldest?.wakeAt ?? null }
}

/** Agenda's own bookkeeping, one row for each job. */
type AgendaRow = {
  name: string
  lastRunAt?: Date | null
  lastFinishedAt?: Date | null
  nextRunAt?: Date | null
  failCount?: number | null
  failReason?: string | null
  failedAt?: Date | null
}

async function jobStates(): Promise<Overview['jobs']> {
  const rows = await database()
    .collection<AgendaRow>('agendaJobs')
    .find({ name: { $in: [...jobNames] } }, { maxTimeMS })
    .toArray()
  return jobNames.map((name) => {
    const row = rows.find((job) => job.name === name)
    return {
      name,
      title: catalogue[name].title,
      every: everyOf(name),
      lastRunAt: row?.lastRunAt ?? null,
      lastFinishedAt: row?.lastFinishedAt ?? null,
      nextRunAt: row?.nextRunAt ?? null,
      failures: row?.failCount ?? 0,
      lastFailure: row?.failedAt ? { at: row.failedAt, message: row.failReason ?? '' } : null,
    }
  })
}

async function workersNow(): Promise<Overview['workers']> {
  const lanes = await collectionOf(Lanes)
    .find({ owner: { $ne: null }, $expr: { $gt: ['$until', '$$NOW'] } }, { maxTimeMS })
    .toArray()
  const names = lanes.map(({ owner }) => workerName(owner ?? ''))
  return [...new Set(names)].toSorted().map((name) => ({
    name,
    lanes: names.filter((other) => other === name).length,
  }))
}

/** A claim carries its process: `host|pid|random|random`. */
function workerName(claim: string): string {
  const [host, pid] = claim.split('|')
  return `${host}, process ${pid}`
}
