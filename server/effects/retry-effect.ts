import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { now } from '../jobs/clock'
import { wakeWorker } from '../jobs/wake-channel'
import { Effects } from './stored-effect'

/**
 * Puts an effect back that was quarantined, or of which nobody knows whether it happened. It keeps its id, so it
 * still happens at most once wherever the database decides; for an email in doubt, the person who asks decides.
 *
 * @throws AppError 'not-found', 'conflict' when it is not in a state to be tried again
 */
export async function retryEffect(id: string): Promise<void> {
  const effects = collectionOf(Effects)
  const { matchedCount } = await effects.updateOne(
    { _id: id, state: { $in: ['dead', 'unknown'] } },
    { $set: { state: 'due', dueAt: now(), attempts: 0, reason: null } },
    { maxTimeMS: 5_000 },
  )
  if (matchedCount === 1) return wakeWorker('effects.apply')
  const effect = await effects.findOne({ _id: id }, { projection: { state: 1 }, maxTimeMS: 5_000 })
  if (!effect)
    throw new AppError('not-found', {
      message: `no effect ${id}`,
      userMessage: 'This effect does not exist (any more).',
    })
  throw new AppError('conflict', {
    message: `effect ${id} is ${effect.state}`,
    userMessage: `Only what failed or is in doubt can be tried again; this effect is ${effect.state}.`,
  })
}
