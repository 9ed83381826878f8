import { collectionOf } from '../db/collection-of'
import { retryEffect } from '../effects/retry-effect'
import { AppError } from '../errors'
import { findMail } from './load-mail'
import { Mails } from './mail'

/**
 * Sends an email again that failed or is in doubt, because a person asks for it: someone in doubt may get it twice.
 * @throws AppError 'not-found', or 'conflict' when it is on its way or was sent
 */
export async function resendMail(id: string): Promise<void> {
  const mail = await findMail(id)
  const { matchedCount } = await collectionOf(Mails).updateOne(
    { _id: id, state: { $in: ['unknown', 'failed'] } },
    { $set: { state: 'failed', error: null } },
    { maxTimeMS: 5_000 },
  )
  if (matchedCount === 0) {
    throw new AppError('conflict', {
      message: `mail ${id} is ${mail.state}`,
      userMessage: 'Only an email that failed or is in doubt can be sent again.',
    })
  }
  await retryEffect(mail.effectId ?? id)
}
