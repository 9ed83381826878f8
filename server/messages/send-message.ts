import type { EffectOutcome } from '../effects/outcome'
import type { StoredEffect } from '../effects/stored-effect'
import { getEnv } from '../env'
import { currentProspect } from '../prospects/merge/where-merged'
import { composeMail, type MailSettings, whyNoMail } from './compose-mail'
import { sendOnce } from './send-once'

/**
 * Sends the email of one effect, never twice by itself. Without SMTP_URL the mail is kept for the Outbox.
 *
 * @throws RetryLater when the server certainly did not take it, GiveUp when it never will
 */
export async function sendMessage(
  effect: StoredEffect,
  settings: MailSettings = getEnv(),
): Promise<EffectOutcome> {
  const prospect = await currentProspect(effect.prospectId)
  return sendOnce(
    {
      id: effect._id,
      attempts: effect.attempts,
      whyNot: whyNoMail(prospect),
      compose: () => {
        if (!prospect) throw new Error('there is a reason not to write to nobody')
        return composeMail(effect, prospect, settings)
      },
    },
    settings,
  )
}
