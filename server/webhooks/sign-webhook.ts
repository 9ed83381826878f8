import { createHmac } from 'node:crypto'

export type SignedContent = { id: string; sentAt: Date; body: string }

/**
 * The three headers of Standard Webhooks. With several secrets there is a signature of each, so that receivers can
 * change to a new one without missing anything.
 *
 * @param secrets as `whsec_` and base64
 */
export function signWebhook({ id, sentAt, body }: SignedContent, secrets: string[]): Record<string, string> {
  const timestamp = Math.floor(sentAt.getTime() / 1000)
  const signatures = secrets.map((secret) =>
    createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64'),
  )
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.map((signature) => `v1,${signature}`).join(' '),
  }
}
