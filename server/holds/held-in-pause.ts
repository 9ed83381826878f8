import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { Events } from '../events/stored-event'
import { findWorkflow } from '../workflows/find-workflow'
import { discardPaused } from './discard-held'
import { discardHeldEffects, releaseHeldEffects } from './held-effects'
import { releasePaused } from './release-held'

/** What became due in a workflow while it was paused, and waits for somebody to decide. */
export const heldInPauseSchema = z.object({
  /** Waits that were over. */
  waits: z.number().int(),
  /** Clicks and other events that would have started or continued a run. */
  events: z.number().int(),
  /** Emails and calls that were about to go out. */
  effects: z.number().int(),
  oldestAt: z.date().nullable(),
})
export type HeldInPause = z.infer<typeof heldInPauseSchema>

/** @throws AppError 'not-found' */
export async function heldInPause(workflowId: string): Promise<HeldInPause> {
  await findWorkflow(workflowId)
  const [kinds, effects] = await Promise.all([
    collectionOf(Events)
      .aggregate<{ _id: string; count: number; oldestAt: Date }>(
        [
          { $match: { state: 'held', 'hold.workflowId': workflowId } },
          { $group: { _id: '$kind', count: { $sum: 1 }, oldestAt: { $min: '$at' } } },
        ],
        { maxTimeMS: 10_000 },
      )
      .toArray(),
    collectionOf(Effects).countDocuments({ workflowId, state: 'held' }, { maxTimeMS: 10_000 }),
  ])
  const countOf = (isCounted: (kind: string) => boolean) =>
    kinds.reduce((sum, { _id, count }) => sum + (isCounted(_id) ? count : 0), 0)
  const times = kinds.map(({ oldestAt }) => oldestAt.getTime())
  return {
    waits: countOf((kind) => kind === 'timer.elapsed'),
    events: countOf((kind) => kind !== 'timer.elapsed'),
    effects,
    oldestAt: times.length ? new Date(Math.min(...times)) : null,
  }
}

/**
 * Lets everything happen that a pause held back. @returns how many things
 * @throws AppError 'not-found', 'conflict' while the workflow is paused
 */
export async function releaseAll(workflowId: string, by: string): Promise<number> {
  await findWorkflow(workflowId)
  return (await releasePaused(workflowId, by)) + (await releaseHeldEffects(workflowId))
}

/** Decides against everything that a pause held back. @throws AppError 'not-found' */
export async function discardAll(workflowId: string, by: string): Promise<number> {
  await findWorkflow(workflowId)
  return (await discardPaused(workflowId, by)) + (await discardHeldEffects(workflowId))
}
