import { type Dispatcher, errors, request } from 'undici'
import { AddressRefused, guardedAgent } from './guarded-agent'
import { type NetworkPolicy, networkPolicy } from './network-policy'

export type WebhookRequest = {
  url: string
  method: string
  headers: Record<string, string>
  body: string | null
}

/** What came of one request. `text` is the beginning of the answer's body. */
export type WebhookAnswer =
  | { result: 'answered'; status: number; retryAfter: string | null; text: string; durationMs: number }
  | { result: 'no-answer'; message: string; durationMs: number }
  | { result: 'refused'; message: string; durationMs: number }

export const CALL_TIMEOUT_MS = 10_000
const MOST_ANSWER_BYTES = 64 * 1024

/** Makes one request, to allowed addresses only, follows no redirect, and never throws. */
export async function callWebhook(
  { url, method, headers, body }: WebhookRequest,
  policy: NetworkPolicy = networkPolicy(),
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<WebhookAnswer> {
  const startedAt = performance.now()
  const durationMs = () => Math.round(performance.now() - startedAt)
  const agent = guardedAgent(policy, timeoutMs)
  try {
    const answer = await request(checkedUrl(url), {
      // Any method that the schema lets through is one of HTTP's.
      method: method as Dispatcher.HttpMethod,
      headers,
      body: method === 'GET' ? null : body,
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    })
    const text = await beginningOf(answer.body)
    const retryAfter = firstOf(answer.headers['retry-after'])
    return { result: 'answered', status: answer.statusCode, retryAfter, text, durationMs: durationMs() }
  } catch (error) {
    return { ...failure(error, timeoutMs), durationMs: durationMs() }
  } finally {
    await agent.destroy().catch(() => {}) // nothing is left to lose
  }
}

function checkedUrl(url: string): URL {
  if (!URL.canParse(url)) throw new AddressRefused('This is not a web address')
  const parsed = new URL(url)
  if (!/^https?:$/.test(parsed.protocol)) throw new AddressRefused('Only http and https can be called')
  return parsed
}

/** The status says what came of it; a body that breaks off or never ends is kept as far as it came. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk)
      chunks.push(bytes.subarray(0, MOST_ANSWER_BYTES - size))
      size += bytes.length
      if (size >= MOST_ANSWER_BYTES) break
    }
  } catch {
    // As far as it came.
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

function failure(error: unknown, timeoutMs: number): { result: 'no-answer' | 'refused'; message: string } {
  if (error instanceof AddressRefused) return { result: 'refused', message: error.message }
  if (error instanceof errors.InvalidArgumentError)
    return { result: 'refused', message: `The request cannot be sent: ${error.message}` }
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError' || name === 'AbortError' || /TimeoutError$/.test(name))
    return { result: 'no-answer', message: `No answer within ${timeoutMs / 1000} seconds` }
  return { result: 'no-answer', message: describeNetworkError(error) }
}

const networkErrors: Record<string, string> = {
  ENOTFOUND: 'The name of the server is not known',
  EAI_AGAIN: 'The name of the server could not be looked up',
  ECONNREFUSED: 'The server refuses connections on this port',
  ECONNRESET: 'The server broke off the connection',
  EPIPE: 'The server broke off the connection',
  ETIMEDOUT: 'The server could not be reached in time',
  EHOSTUNREACH: 'There is no way to the server',
  ENETUNREACH: 'There is no way to the server',
  UND_ERR_SOCKET: 'The server broke off the connection',
  UND_ERR_HEADERS_OVERFLOW: 'The server answered with too many headers',
  CERT_HAS_EXPIRED: 'The server’s certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The server’s certificate is not signed by anybody known',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The server’s certificate is for another name',
}

function describeNetworkError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return networkErrors[code] ?? `The connection failed${code ? ` (${code})` : ''}`
}

function firstOf(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null
}
