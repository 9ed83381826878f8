import type { Filter } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { Events, type StoredEvent } from '../events/stored-event'
import { now } from '../jobs/clock'
import { wakeWorker } from '../jobs/wake-channel'
import { isPaused } from '../workflows/set-paused'

/**
 * Lets held events happen, each as if it happened when it arrived: with the values and versions of that moment and
 * under the same ids, so never twice. What is no longer held is left alone.
 *
 * @param by the user who decided; null when the time of holding was over
 * @returns how many were released
 * @throws AppError 'conflict' when one belongs to a workflow that is still paused; then none is released
 */
export async function releaseHeld(ids: string[], by: string | null): Promise<number> {
  await checkNotPaused(ids)
  return release({ _id: { $in: ids } }, by)
}

/** Releases everything that was held while a workflow was paused. @throws AppError 'conflict' while it still is */
export async function releasePaused(workflowId: string, by: string): Promise<number> {
  if (await isPaused(workflowId)) throw stillPaused()
  return release({ 'hold.workflowId': workflowId }, by)
}

async function release(which: Filter<StoredEvent>, by: string | null): Promise<number> {
  const { modifiedCount } = await collectionOf(Events).updateMany(
    { ...which, state: 'held' },
    { $set: { state: 'new', outcome: null, 'hold.decided': { by, at: now() } } },
    { maxTimeMS: 10_000 },
  )
  if (modifiedCount) wakeWorker('events.plan')
  return modifiedCount
}

async function checkNotPaused(ids: string[]): Promise<void> {
  const held = await collectionOf(Events)
    .find(
      { _id: { $in: ids }, state: 'held', 'hold.workflowId': { $ne: null } },
      { projection: { 'hold.workflowId': 1 }, maxTimeMS: 5_000 },
    )
    .toArray()
  const workflowIds = new Set(held.flatMap(({ hold }) => hold?.workflowId ?? []))
  for (const workflowId of workflowIds) if (await isPaused(workflowId)) throw stillPaused()
}

function stillPaused(): AppError {
  return new AppError('conflict', {
    message: 'the workflow of a held event is paused',
    userMessage: 'The workflow is still paused. Resume it first, then release what was held meanwhile.',
  })
}
