import { collectionOf } from '../db/collection-of'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { type EffectOutcome, type EffectReason, GiveUp, RetryLater } from '../effects/outcome'
import { now } from '../jobs/clock'
import type { MailSettings } from './compose-mail'
import { deliverMail } from './deliver-mail'
import { type Mail, Mails } from './mail'

type Sending = {
  /** Of the mail's row; the same for every attempt. */
  id: string
  /** This one included. */
  attempts: number
  /** Why the mail may not leave (any more); null when it may. */
  whyNot: EffectReason | null
  /** Writes the mail, when no attempt did so before. */
  compose: () => Promise<Mail>
}

/**
 * Sends one mail, never twice by itself. Its row stands as `sending` before the first byte leaves; found like that
 * by a later attempt, nobody knows whether it arrived, so it becomes `unknown` and waits for a person. Without
 * SMTP_URL the mail is kept for the Outbox.
 *
 * @throws RetryLater when the server certainly did not take it, GiveUp when it never will
 */
export async function sendOnce(
  { id, attempts, whyNot, compose }: Sending,
  settings: MailSettings,
): Promise<EffectOutcome> {
  const earlier = await findMail(id)
  if (earlier && earlier.state !== 'failed') return settle(earlier)
  if (whyNot) return { state: 'skipped', reason: whyNot }
  const mail = earlier ? await takeUp(earlier, settings) : await insertMail(await compose())
  // Someone else was faster: what they made of it is what counts.
  if (!mail) throw new RetryLater(after(FASTER_ONE_MS), 'Another worker is sending this email')
  if (mail.state === 'kept' || !settings.smtpUrl) return { state: 'done' }
  return conclude(attempts, mail, await deliverMail(mail, settings.smtpUrl))
}

const IN_DOUBT =
  'The connection broke while the email was being handed over, so it may have arrived or not. Open it in the Outbox to send it again.'

function findMail(id: string): Promise<Mail | null> {
  return collectionOf(Mails).findOne({ _id: id }, { maxTimeMS: 5_000 })
}

/** An attempt before this one got further than this one may go. */
async function settle(mail: Mail): Promise<EffectOutcome> {
  if (mail.state === 'sent' || mail.state === 'kept') return { state: 'done' }
  await collectionOf(Mails).updateOne(
    { _id: mail._id, state: 'sending' },
    { $set: { state: 'unknown', error: IN_DOUBT } },
    { maxTimeMS: 5_000 },
  )
  const current = await findMail(mail._id)
  if (current?.state === 'sent') return { state: 'done' }
  return { state: 'unknown', reason: { code: 'in-doubt', message: IN_DOUBT } }
}

/** What became of a mail that nobody is at any more; null when none ever left. */
export async function settleMail(id: string): Promise<EffectOutcome | null> {
  const mail = await findMail(id)
  return mail && mail.state !== 'failed' ? settle(mail) : null
}

async function insertMail(mail: Mail): Promise<Mail | null> {
  try {
    await collectionOf(Mails).insertOne(mail)
    return mail
  } catch (error) {
    if (isDuplicateKey(error)) return null
    throw error
  }
}

/** Takes a mail that certainly did not leave for another attempt; it keeps its words and its Message-ID. */
function takeUp({ _id }: Mail, { smtpUrl }: MailSettings): Promise<Mail | null> {
  const state = smtpUrl ? { state: 'sending' as const } : { state: 'kept' as const, sentAt: now() }
  return collectionOf(Mails).findOneAndUpdate(
    { _id, state: 'failed' },
    { $set: { ...state, error: null } },
    { returnDocument: 'after', maxTimeMS: 5_000 },
  )
}

async function conclude(
  attempts: number,
  { _id }: Mail,
  delivery: Awaited<ReturnType<typeof deliverMail>>,
): Promise<EffectOutcome> {
  if (delivery.result === 'accepted') {
    // Whoever thought it in doubt meanwhile now knows.
    await record(_id, { state: 'sent', sentAt: now(), error: null })
    return { state: 'done' }
  }
  if (delivery.result === 'unknown') {
    await record(_id, { state: 'unknown', error: IN_DOUBT })
    return { state: 'unknown', reason: { code: 'in-doubt', message: IN_DOUBT } }
  }
  await record(_id, { state: 'failed', error: delivery.message })
  if (delivery.result === 'refused')
    throw new GiveUp(`The mail server refused it: ${delivery.message}`, 'refused')
  const retryAt = after(retryDelaysMs[Math.min(attempts, retryDelaysMs.length) - 1] ?? retryDelaysMs[0])
  throw new RetryLater(retryAt, `The mail server did not take it yet: ${delivery.message}`, 'mail-server')
}

function record(id: string, changes: Partial<Mail>) {
  return collectionOf(Mails).updateOne(
    { _id: id, state: { $in: ['sending', 'unknown'] } },
    { $set: changes },
    { maxTimeMS: 5_000 },
  )
}

/** Servers that greylist let a mail through after minutes; one that is down may take hours. */
const retryDelaysMs = [60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000] as const
const FASTER_ONE_MS = 30_000

/** The instant that long from now, up to a tenth later so that a backlog does not come back at once. */
function after(delayMs: number): Date {
  return new Date(now().getTime() + delayMs * (1 + Math.random() / 10))
}
