import { collectionOf } from '../../db/collection-of'
import { Effects } from '../../effects/stored-effect'
import { laneOf } from '../../events/lane-of'
import { isFree, unclaimedGuardEnd } from '../../jobs/lease'
import { Runs } from '../../runs/run'
import { Tasks } from '../../tasks/task'
import { lastSeq } from './close-log'
import type { Merge } from './merge'

export type Moved = NonNullable<Merge['moved']>

const maxTimeMS = 10_000
const openRuns = { status: { $in: ['active' as const, 'waiting' as const] } }
/** Effects that somebody may still do, now or when a person says so. */
const undone = { state: { $in: ['due' as const, 'held' as const, 'dead' as const, 'unknown' as const] } }

/** What of a prospect goes on under another one: open runs, effects that are not done, and tasks. */
export async function whatGoesOn(prospectId: string): Promise<Moved> {
  const [runIds, effectIds, taskIds] = await Promise.all([
    collectionOf(Runs).distinct('_id', { prospectId, ...openRuns }, { maxTimeMS }),
    collectionOf(Effects).distinct('_id', { prospectId, ...undone }, { maxTimeMS }),
    collectionOf(Tasks).distinct('_id', { prospectId }, { maxTimeMS }),
  ])
  return { runIds, effectIds, taskIds }
}

/** A run belongs to the plans of its new prospect from the next one on; what older plans say of it is over. */
export async function moveRuns(runIds: string[], from: string, into: string): Promise<void> {
  if (runIds.length === 0) return
  const planSeq = await lastSeq(into)
  await collectionOf(Runs).updateMany(
    { _id: { $in: runIds }, prospectId: from, ...openRuns },
    { $set: { prospectId: into, planSeq } },
    { maxTimeMS },
  )
}

/**
 * Effects that are not done are about the other prospect now.
 * @returns how many could not be moved, because somebody may be applying them at this moment
 */
export async function moveEffects(effectIds: string[], from: string, into: string): Promise<number> {
  if (effectIds.length === 0) return 0
  const theirs = { _id: { $in: effectIds }, prospectId: from, ...undone }
  const effects = collectionOf(Effects)
  await effects.updateMany(
    { ...theirs, ...isFree() },
    { $set: { prospectId: into, lane: laneOf(into) } },
    { maxTimeMS },
  )
  return effects.countDocuments(theirs, { maxTimeMS })
}

export async function moveTasks(taskIds: string[], from: string, into: string): Promise<void> {
  if (taskIds.length === 0) return
  await collectionOf(Tasks).updateMany(
    { _id: { $in: taskIds }, prospectId: from },
    { $set: { prospectId: into } },
    { maxTimeMS },
  )
}

/**
 * Effects whose guard stands in a prospect's `fx` were applied to it. Those of them that nobody got to write down are
 * marked done, as whoever tries them next would find.
 */
export async function markApplied(fx: string[], prospectId: string): Promise<void> {
  if (fx.length === 0) return
  await collectionOf(Effects).updateMany(
    { _id: { $in: fx }, state: { $in: ['due', 'held'] } },
    [
      {
        $set: { state: 'done', prospectId, reason: null, doneAt: '$$NOW', guardedUntil: unclaimedGuardEnd },
      },
    ],
    { maxTimeMS },
  )
}
