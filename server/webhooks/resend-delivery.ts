import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { AppError } from '../errors'
import { now } from '../jobs/clock'
import { wakeWorker } from '../jobs/wake-channel'
import { Runs } from '../runs/run'
import { findDelivery } from './load-delivery'
import { newRound } from './send-webhook'
import { WebhookDeliveries } from './webhook-delivery'

/**
 * Sends a webhook once more, because a person asks for it: the same body under the same `webhook-id`, so that a
 * receiver who has it already can tell.
 * @throws AppError 'not-found', or 'conflict' when it is on its way, or its run was cancelled
 */
export async function resendDelivery(id: string): Promise<void> {
  const delivery = await findDelivery(id)
  const run = await collectionOf(Runs).findOne(
    { _id: delivery.runId },
    { projection: { status: 1 }, maxTimeMS: 5_000 },
  )
  if (run?.status === 'cancelled') throw conflict(id, 'Its run was cancelled, so it is not sent any more.')
  await collectionOf(WebhookDeliveries).updateOne(
    { _id: id, state: { $ne: 'waiting' } },
    { $set: newRound() },
    { maxTimeMS: 5_000 },
  )
  const { matchedCount } = await collectionOf(Effects).updateOne(
    { _id: id, state: { $in: ['done', 'dead', 'skipped', 'unknown'] } },
    { $set: { state: 'due', dueAt: now(), attempts: 0, reason: null, doneAt: null } },
    { maxTimeMS: 5_000 },
  )
  if (matchedCount === 0) throw conflict(id, 'This webhook is on its way already.')
  wakeWorker('effects.apply')
}

function conflict(id: string, userMessage: string): AppError {
  return new AppError('conflict', { message: `delivery ${id} cannot be sent again`, userMessage })
}
