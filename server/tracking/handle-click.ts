import type { IncomingMessage, ServerResponse } from 'node:http'
import { getEnv } from '../env'
import { log } from '../log'
import { answerPage } from './answer-page'
import type { Recorded } from './capture'
import { clickEvent, type SeenClick } from './click-event'
import { handOver } from './hand-over'
import type { KnownLink } from './known-link'
import { readToken } from './token'
import type { Tracking } from './tracking'
import type { TrackingPath } from './tracking-path'
import { newVisitorId, readVisitorId, visitorCookie } from './visitor-cookie'

export type Click = { request: IncomingMessage; response: ServerResponse; path: TrackingPath }

/**
 * Answers a tracked URL: 302 to where the link leads, once the click is durable. A known link is never answered
 * with anything else, whatever the database does; an unknown one gets our own page: 404, or 429 for an address that
 * asks for one after the other.
 */
export function handleClick(tracking: Tracking, click: Click): void {
  const known = tracking.links.findKnown(click.path.key)
  if (known) answerLink(tracking, click, known)
  else
    lookUp(tracking, click).catch((error) => {
      log.error({ err: error }, 'a link could not be looked up')
      if (!click.response.headersSent) answerNowhere(tracking, click.response, unreadableLink)
    })
}

async function lookUp(tracking: Tracking, click: Click): Promise<void> {
  const { links, misses } = tracking
  const { key } = click.path
  const address = tracking.clientAddress(click.request)
  const isAllowed = misses.take(address)
  // Whoever is guessing waits, and costs a look into memory, unless somebody's link may be at stake.
  const find = isAllowed || !links.isComplete ? links.find : links.findAfterRefresh
  const link = key.value.length <= LONGEST_KEY ? await find.call(links, key) : null
  if (!link) return answerNowhere(tracking, click.response, isAllowed ? unknownLink : tooManyMisses)
  misses.giveBack(address)
  answerLink(tracking, click, link)
}

function answerLink(tracking: Tracking, click: Click, link: KnownLink): void {
  const { request, response } = click
  if (link.does === 'gone') answerNowhere(tracking, response, goneLink)
  else if (link.does === 'redirect' || request.method === 'HEAD' || isPrefetch(request))
    redirect(tracking, response, headersTo(link.location))
  else record(tracking, click, link)
}

function record(tracking: Tracking, { request, response, path }: Click, link: KnownLink): void {
  const arrivedAt = performance.now()
  const visitor = link.knowsVisitors ? visitorOf(request) : null
  const seen = seenClick({ tracking, request, path, link, visitorId: visitor?.id ?? null })
  const event = clickEvent(link, seen)
  const location = locationFor(link, seen, path)
  tracking.capture.record(event, (recorded) => {
    tracking.metrics.measureClick(performance.now() - arrivedAt)
    const headers = headersTo(location)
    headers.push('Server-Timing', serverTiming[recorded])
    if (visitor?.isNew) headers.push('Set-Cookie', visitorCookie(visitor.id, tracking.isSecure))
    redirect(tracking, response, headers)
  })
}

/** Where the link leads, told who comes where the page there is to know: our own by the token, others by the script. */
function locationFor(link: KnownLink, seen: SeenClick, { rest }: TrackingPath): string {
  if (link.carriesToken && seen.ids) return `${link.location}/${rest}`
  return link.handsOver ? handOver(link.location, seen, getEnv().secret) : link.location
}

type Seeing = {
  tracking: Tracking
  request: IncomingMessage
  path: TrackingPath
  link: KnownLink
  visitorId: string | null
}

function seenClick({ tracking, request, path: { key, rest, path }, link, visitorId }: Seeing): SeenClick {
  const { headers } = request
  const ids = rest === null ? null : readToken(rest, link.id, tracking.tokenKeys)
  // The long form carries a session id where the short one carries a token (TR-4).
  const isSession = !ids && rest !== null && key.by === 'id' && SESSION_ID.test(rest)
  return {
    token: ids ? (ids.recipientId ? 'valid' : 'shared') : rest === null || isSession ? 'none' : 'invalid',
    ids,
    sessionId: isSession && link.knowsVisitors ? rest : null,
    visitorId,
    ip: tracking.clientAddress(request),
    userAgent: headers['user-agent'] ?? '',
    referrer: headers.referer ?? '',
    acceptLanguage: headers['accept-language'] ?? '',
    path: isSession ? `${path}/${rest}` : path,
  }
}

function visitorOf({ headers }: IncomingMessage): { id: string; isNew: boolean } {
  const id = readVisitorId(headers.cookie)
  return id ? { id, isNew: false } : { id: newVisitorId(), isNew: true }
}

/** Browsers and mail programs that only look ahead: answered, never counted. */
function isPrefetch({ headers }: IncomingMessage): boolean {
  const purpose = headers['sec-purpose'] ?? headers.purpose ?? headers['x-purpose'] ?? headers['x-moz']
  return purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose))
}

function headersTo(location: string): string[] {
  return [
    'Location',
    location,
    'Cache-Control',
    'no-store',
    'X-Robots-Tag',
    'noindex',
    'Referrer-Policy',
    'strict-origin-when-cross-origin',
    'Content-Length',
    '0',
  ]
}

function redirect(tracking: Tracking, response: ServerResponse, headers: string[]): void {
  tracking.metrics.countAnswer(302)
  if (tracking.isDraining) response.shouldKeepAlive = false
  response.writeHead(302, headers)
  response.end()
}

type Nowhere = { status: number; title: string; text: string; headers?: Record<string, string> }

function answerNowhere(tracking: Tracking, response: ServerResponse, page: Nowhere): void {
  tracking.metrics.countAnswer(page.status)
  answerPage(response, page)
}

const unknownLink: Nowhere = {
  status: 404,
  title: 'This link leads nowhere',
  text: 'There is no such link here. Part of the address may be missing: copy it again in full, or ask whoever sent it to you.',
}
const tooManyMisses: Nowhere = {
  status: 429,
  title: 'Too many links that lead nowhere',
  text: 'Many addresses that do not exist were asked for from your network. Check the link, and try again in a minute.',
  headers: { 'Retry-After': '60' },
}
const goneLink: Nowhere = {
  status: 410,
  title: 'This link is no longer in use',
  text: 'Whoever made it has taken it down. Ask them for the new address.',
}
const unreadableLink: Nowhere = {
  status: 503,
  title: 'One moment, please',
  text: 'This link cannot be looked up right now. Try again in a few seconds.',
  headers: { 'Retry-After': '2', Refresh: '3' },
}

const serverTiming: Record<Recorded, string> = {
  db: 'rec;desc=db',
  spool: 'rec;desc=spool',
  unconfirmed: 'rec;desc=unconfirmed',
}
const SESSION_ID = /^[\w.-]{1,128}$/
/** Longer than any slug; not worth a question to the database. */
const LONGEST_KEY = 200
