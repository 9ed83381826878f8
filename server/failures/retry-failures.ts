import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { AppError } from '../errors'
import { Events } from '../events/stored-event'
import { now } from '../jobs/clock'
import { wakeWorker } from '../jobs/wake-channel'

const maxTimeMS = 10_000

/**
 * Tries everything again that was given up, under the ids it had. What is in doubt is left out: that is for a person
 * to decide, one by one. @returns how many effects
 */
export async function retryGivenUp(): Promise<number> {
  const { modifiedCount } = await collectionOf(Effects).updateMany(
    { state: 'dead' },
    { $set: { state: 'due', dueAt: now(), attempts: 0, reason: null } },
    { maxTimeMS },
  )
  if (modifiedCount) wakeWorker('effects.apply')
  return modifiedCount
}

/**
 * Puts a quarantined event back into the inbox, under the id it has. What was planned for it already stays.
 * @throws AppError 'not-found', 'conflict' when it is not quarantined (any more)
 */
export async function replayEvent(id: string): Promise<void> {
  const events = collectionOf(Events)
  const { matchedCount } = await events.updateOne(
    { _id: id, outcome: 'quarantined' },
    { $set: { state: 'new', outcome: null, attempts: 0 } },
    { maxTimeMS },
  )
  if (matchedCount === 1) return wakeWorker('events.plan')
  const event = await events.findOne({ _id: id }, { projection: { _id: 1 }, maxTimeMS })
  if (!event)
    throw new AppError('not-found', {
      message: `no event ${id}`,
      userMessage: 'This event does not exist (any more).',
    })
  throw new AppError('conflict', {
    message: `event ${id} is not quarantined`,
    userMessage: 'This event is not in quarantine any more. Reload to see how it stands.',
  })
}
