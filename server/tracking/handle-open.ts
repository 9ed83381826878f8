import type { IncomingMessage, ServerResponse } from 'node:http'
import { inboxEvent } from '../events/record-event'
import { OPEN, readToken } from './token'
import type { Tracking } from './tracking'

/**
 * `/o/<token>.gif`: the picture in an email that nobody sees. Being asked for it says that the email was opened, by a
 * person or by a program that opens every email (3-guarantees: never a proof of a person). The picture is answered
 * whatever the token; only a right one is recorded, and only by GET.
 */
export function handleOpen(
  tracking: Tracking,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): void {
  const ids = readToken(tokenIn(request.url ?? ''), OPEN, tracking.tokenKeys)
  if (request.method !== 'GET' || !ids?.recipientId || !ids.messageId) {
    answerPixel(request, response)
    return
  }
  const { recipientId, messageId } = ids
  const event = inboxEvent({ kind: 'email.opened', messageId }, { prospectId: recipientId, at: new Date() })
  tracking.capture.record(event, () => answerPixel(request, response))
}

function tokenIn(url: string): string {
  return /^\/o\/([^/?#]*?)\.gif(?:[?#]|$)/.exec(url)?.[1] ?? ''
}

function answerPixel(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  response.writeHead(200, {
    'Content-Type': 'image/gif',
    'Content-Length': pixel.length,
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
  })
  response.end(request.method === 'HEAD' ? undefined : pixel)
}

/** One transparent point. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
