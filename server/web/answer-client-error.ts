import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Answers what is no HTTP, too much of it, or too slow, and closes the connection: 400, 431 or 408. What a client
 * still sends is taken for a moment, since closing on it would take the answer away again. Where an answer to an
 * earlier request is on its way, that one comes first, and alone.
 */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const pending = (socket as WithAnswer)._httpMessage
  if (pending) pending.once('close', () => socket.destroySoon())
  else socket.end(answers[error.code ?? ''] ?? badRequest)
  setTimeout(() => socket.destroy(), pending ? PENDING_MS : LINGER_MS).unref()
}

/** The answer that Node is writing to a socket; it has no public name, and its own default looks at it too. */
type WithAnswer = Socket & { _httpMessage?: ServerResponse | null }

const LINGER_MS = 1000
const PENDING_MS = 10_000

const badRequest = plain('400 Bad Request', 'This is no request that a browser sends.')
const answers: Record<string, string | undefined> = {
  HPE_HEADER_OVERFLOW: plain(
    '431 Request Header Fields Too Large',
    'The address or the cookies are too long.',
  ),
  ERR_HTTP_REQUEST_TIMEOUT: plain('408 Request Timeout', 'The request took too long to arrive. Try again.'),
}

function plain(status: string, text: string): string {
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${text.length + 1}`,
    'Cache-Control: no-store',
    'X-Robots-Tag: noindex',
    'Connection: close',
    '',
    `${text}\n`,
  ].join('\r\n')
}
