import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerPage } from './answer-page'

/**
 * Bounds what is sent along with a request to a tracking address, read or not: at most `mostBytes`, all of it within
 * ten seconds. @returns false when it was refused already
 */
export function boundBody(request: IncomingMessage, response: ServerResponse): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers
  if (length === undefined && encoding === undefined) return true
  if (Number(length ?? 0) > BODY_MOST) {
    response.shouldKeepAlive = false
    request.resume()
    answerPage(response, tooLarge)
    return false
  }
  const late = setTimeout(() => cutOff(request, response), BODY_WITHIN_MS)
  request.once('close', () => clearTimeout(late))
  return true
}

function cutOff(request: IncomingMessage, response: ServerResponse): void {
  if (request.complete) return
  response.shouldKeepAlive = false
  if (!response.headersSent) answerPage(response, tooSlow)
  // The answer first; then nothing that still comes is waited for.
  setTimeout(() => request.socket.destroy(), 100).unref()
}

/** Forms and events are far smaller. */
const BODY_MOST = 256 * 1024
const BODY_WITHIN_MS = 10_000

const tooLarge = { status: 413, title: 'This is too much', text: 'Send less at once.' }
const tooSlow = {
  status: 408,
  title: 'That took too long',
  text: 'Try again, perhaps with a better connection.',
}
