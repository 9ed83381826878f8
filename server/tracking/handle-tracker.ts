import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log'
import { RateLimit } from './rate-limit'
import { readBody } from './read-body'
import { trackedEvent, trackerEventSchema } from './tracker-event'
import type { Tracking } from './tracking'
import { readVisit } from './visit-token'

type Asked = { request: IncomingMessage; response: ServerResponse }

/**
 * `POST /t`: what the tracker script saw (page views, custom events), recorded like a click. 204; or 200 with the
 * visitor id that a link handed over, which the page keeps from then on. Any page may send: who it was, only a signed
 * token or a visitor id that is known already tells. Cookies are neither read nor set.
 */
export async function handleTrackerEvent(tracking: Tracking, { request, response }: Asked): Promise<void> {
  if (request.method !== 'POST') {
    request.resume()
    return answer(response, request.method === 'OPTIONS' ? 204 : 405, preflight)
  }
  const ip = tracking.clientAddress(request)
  if (!limit.take(ip)) {
    request.resume()
    return answer(response, 429, { 'Retry-After': '60' }, 'Too many events from this address')
  }
  const text = await readBody(request, BODY_MOST)
  if (text === null) return answer(response, 413, { Connection: 'close' }, 'At most 16 kB')
  const told = trackerEventSchema.safeParse(jsonIn(text))
  if (!told.success) return answer(response, 400, {}, problemOf(told.error.issues))
  const whom = told.data.token ? readVisit(told.data.token, tracking.tokenKeys) : null
  const { origin, 'user-agent': userAgent = '' } = request.headers
  const event = trackedEvent(told.data, { whom, ip, userAgent, origin })
  tracking.capture.record(event, () => {
    if (whom && 'visitorId' in whom) answer(response, 200, {}, JSON.stringify({ visitor: whom.visitorId }))
    else answer(response, 204)
  })
}

/** Far more than a person does, and enough for an office behind one address. */
const limit = new RateLimit({ most: 600, withinMs: 60_000 })
const BODY_MOST = 16 * 1024

const preflight = {
  Allow: 'POST, OPTIONS',
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Content-Type',
  'Access-Control-Max-Age': '86400',
}

function answer(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  text = '',
): void {
  if (response.destroyed || response.headersSent) {
    log.debug({ status }, 'nobody waits for this answer any more')
    return
  }
  const isJson = status === 200
  response.writeHead(status, {
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': 'no-store',
    ...(text && { 'Content-Type': isJson ? 'application/json' : 'text/plain; charset=utf-8' }),
    ...(status !== 204 && status !== 304 && { 'Content-Length': Buffer.byteLength(text) }),
    ...headers,
  })
  response.end(text || undefined)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function problemOf(issues: { path: PropertyKey[]; message: string }[]): string {
  return issues
    .map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message))
    .join('\n')
}
