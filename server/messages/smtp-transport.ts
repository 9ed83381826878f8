import type { Readable } from 'node:stream'
import { createTransport, type SMTPPoolSentMessageInfo, type Transporter } from 'nodemailer'

/** Holds the body of a mail on its way, to know afterwards whether a byte of it left. */
export type BodyWatch = { body: Readable | null }

/**
 * The pooled connections to one mail server, kept for the life of the process. Nothing is sent a second time by
 * the pool itself, and no mail can read files or addresses.
 */
export function smtpTransport(smtpUrl: string): Transporter<SMTPPoolSentMessageInfo> {
  const known = transports.get(smtpUrl)
  if (known) return known
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    maxRequeues: 0,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  transport.use('stream', (mail, done) => {
    const { bodyWatch } = mail.data as { bodyWatch?: BodyWatch } // travels with the mail's options
    const makeStream = mail.message.createReadStream.bind(mail.message)
    mail.message.createReadStream = (options) => {
      const stream = makeStream(options)
      if (bodyWatch) bodyWatch.body = stream
      return stream
    }
    done()
  })
  transports.set(smtpUrl, transport)
  return transport
}

/** Ends all connections. */
export function closeSmtpTransports(): void {
  for (const transport of transports.values()) transport.close()
  transports.clear()
}

const transports = new Map<string, Transporter<SMTPPoolSentMessageInfo>>()
