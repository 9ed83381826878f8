import { collectionOf } from '../db/collection-of'
import { derivedId } from '../db/new-id'
import { AppError } from '../errors'
import { recordEvent } from '../events/record-event'
import { Runs } from './run'

/**
 * Asks for a run to be cancelled. That is an event like any other, so it is planned after what happened before it;
 * what was done by then stays done (I20).
 *
 * @param by the user who asks
 * @throws AppError 'not-found', 'conflict' when the run is over
 */
export async function cancelRun(id: string, by: string): Promise<void> {
  const run = await collectionOf(Runs).findOne(
    { _id: id },
    { projection: { prospectId: 1, status: 1 }, maxTimeMS: 5_000 },
  )
  if (!run)
    throw new AppError('not-found', {
      message: `no run ${id}`,
      userMessage: 'This run does not exist (any more).',
    })
  if (run.status === 'finished' || run.status === 'cancelled')
    throw new AppError('conflict', {
      message: `run ${id} is ${run.status}`,
      userMessage: `This run is ${run.status} already, so there is nothing left to cancel.`,
    })
  await recordEvent(
    { kind: 'run.cancelled', runId: id, by },
    { prospectId: run.prospectId, id: derivedId(id, 'run.cancelled') },
  )
}
