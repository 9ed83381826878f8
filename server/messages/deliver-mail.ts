import type { Mail } from './mail'
import { type BodyWatch, smtpTransport } from './smtp-transport'

export type Delivery =
  /** The server took it. */
  | { result: 'accepted' }
  /** The server will not take this mail, now or later (5xx). */
  | { result: 'refused'; message: string }
  /** The server certainly did not take it, and may later. */
  | { result: 'not-now'; message: string }
  /** The connection ended while the mail was on its way: it may have arrived or not. */
  | { result: 'unknown'; message: string }

type DeliverableMail = Pick<Mail, 'from' | 'to' | 'subject' | 'html' | 'text' | 'headers' | 'messageIdHeader'>

/** Hands one mail to the mail server, and says what is certain afterwards. */
export async function deliverMail(mail: DeliverableMail, smtpUrl: string): Promise<Delivery> {
  const bodyWatch: BodyWatch = { body: null }
  try {
    await smtpTransport(smtpUrl).sendMail({ ...composed(mail), ...{ bodyWatch } })
    return { result: 'accepted' }
  } catch (error) {
    return judge(error, bodyWatch)
  }
}

function composed({ from, to, subject, html, text, headers, messageIdHeader }: DeliverableMail) {
  // An address object is taken as it is; a string would be parsed as a list of addresses.
  return { from, to: { name: '', address: to }, subject, html, text, headers, messageId: messageIdHeader }
}

/** What nodemailer tells of a failure: the server's reply code, the command it answered, its own code. */
type SmtpFailure = Error & { responseCode?: number; command?: string; code?: string }

/** A reply of the server is certain; without one everything hangs on whether the body had begun to leave. */
function judge(error: unknown, { body }: BodyWatch): Delivery {
  const failure: SmtpFailure = error instanceof Error ? error : new Error(String(error))
  const { responseCode, command = '', message } = failure
  const isAboutThisMail = /^(MAIL FROM|RCPT TO|DATA)/.test(command)
  if (responseCode && responseCode >= 500 && isAboutThisMail) return { result: 'refused', message }
  if (failure.code === 'EENVELOPE' && !responseCode && command === 'API')
    return { result: 'refused', message }
  if (responseCode && responseCode >= 400) return { result: 'not-now', message }
  return body?.readableDidRead ? { result: 'unknown', message } : { result: 'not-now', message }
}
