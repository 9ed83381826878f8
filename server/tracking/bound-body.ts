import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
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
  boundTime(request, response)
  return true
}

/**
 * Of the requests on a connection only the latest can still be coming. One that was answered before it had come whole is
 * never closed, so it is the end of its connection that nobody waits for.
 */
function boundTime(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request
  if (!deadlines.has(socket)) socket.once('close', () => clearTimeout(deadlines.get(socket)))
  clearTimeout(deadlines.get(socket))
  const late = setTimeout(() => cutOff(request, response), BODY_WITHIN_MS)
  deadlines.set(socket, late)
  request.once('close', () => clearTimeout(late))
}

const deadlines = new WeakMap<Socket, NodeJS.Timeout>()

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
