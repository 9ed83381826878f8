import { type Dispatcher, errors, request } from 'undici'
import { canParseUrl } from '@/workflows/can-parse-url'
import { AddressRefused, guardedAgent } from './guarded-agent'
import type { NetworkPolicy } from './network-policy'

export type CallRequest = {
  url: string
  method: string
  headers: Record<string, string>
  body: string | null
}

/** What came of one request. `text` is the beginning of the answer's body. */
export type CallAnswer =
  | {
      result: 'answered'
      status: number
      /** Of the headers, the first of each name. */
      retryAfter: string | null
      location: string | null
      text: string
      durationMs: number
    }
  | { result: 'no-answer'; message: string; durationMs: number }
  | { result: 'refused'; message: string; durationMs: number }

type CallLimits = { policy: NetworkPolicy; timeoutMs: number; mostBytes: number }

/** Makes one request, to allowed addresses only, follows no redirect, and never throws. */
export async function guardedCall(
  { url, method, headers, body }: CallRequest,
  { policy, timeoutMs, mostBytes }: CallLimits,
): Promise<CallAnswer> {
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
    const text = await beginningOf(answer.body, mostBytes)
    return {
      result: 'answered',
      status: answer.statusCode,
      retryAfter: firstOf(answer.headers['retry-after']),
      location: firstOf(answer.headers.location),
      text,
      durationMs: durationMs(),
    }
  } catch (error) {
    return { ...failure(error, timeoutMs), durationMs: durationMs() }
  } finally {
    await agent.destroy().catch(() => {}) // nothing is left to lose
  }
}

function checkedUrl(url: string): URL {
  if (!canParseUrl(url)) throw new AddressRefused('This is not a web address')
  const parsed = new URL(url)
  if (!/^https?:$/.test(parsed.protocol)) throw new AddressRefused('Only http and https can be called')
  return parsed
}

/** The status says what came of it; a body that breaks off or never ends is kept as far as it came. */
async function beginningOf(body: Dispatcher.ResponseData['body'], mostBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      const bytes = Buffer.from(chunk)
      chunks.push(bytes.subarray(0, mostBytes - size))
      size += bytes.length
      if (size >= mostBytes) break
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
