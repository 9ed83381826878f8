import type { IncomingMessage, ServerResponse } from 'node:http'
import { log } from '../log'
import { answerPage } from './answer-page'
import { boundBody } from './bound-body'
import { handleClick } from './handle-click'
import { handleOpen } from './handle-open'
import { handleHealth, handleMetrics, handleReadiness, type PagesState } from './handle-status'
import { handleTrackerEvent } from './handle-tracker'
import { handleUnsubscribe } from './handle-unsubscribe'
import type { Tracking } from './tracking'
import { readTrackingPath } from './tracking-path'

type Handled = {
  request: IncomingMessage
  response: ServerResponse
  tracking: Tracking
  pagesState: PagesState
}

/** Answers requests to tracking and status addresses. @returns false for any other: those belong to the pages */
export function handleRequest(handled: Handled): boolean {
  const { request, response } = handled
  const url = request.url ?? '/'
  const handle = handlerOf(url)
  if (!handle) return false
  if (url.length > LONGEST_URL) answerPage(response, tooLong)
  else if (boundBody(request, response))
    Promise.resolve(handle(handled)).catch((error) => {
      log.error({ err: error }, 'a tracking request failed')
      if (!response.headersSent) answerPage(response, broken)
    })
  return true
}

type Handler = (handled: Handled) => void | Promise<void>

function handlerOf(url: string): Handler | undefined {
  if (url.startsWith('/r/') || url.startsWith('/redirect/')) return handleLink
  if (url.startsWith('/o/')) return ({ tracking, ...click }) => handleOpen(tracking, click)
  if (url.startsWith('/u/')) return ({ tracking, ...asked }) => handleUnsubscribe(tracking, asked)
  if (url.startsWith('/j/')) return handleCampaign
  const query = url.indexOf('?')
  return exactHandlers[query < 0 ? url : url.slice(0, query)]
}

/** Loaded when somebody comes: clicks need nothing of it. */
async function handleCampaign({ tracking, request, response }: Handled): Promise<void> {
  const { handleJoin } = await import('../join/handle-join')
  return handleJoin(tracking, { request, response })
}

/** Loaded when a page asks for it, with what makes it small. */
async function handleScript({ request, response }: Handled): Promise<void> {
  const { handleTrackerScript } = await import('./handle-tracker-script')
  return handleTrackerScript({ request, response })
}

const exactHandlers: Record<string, Handler | undefined> = {
  '/t.js': handleScript,
  '/t': ({ tracking, ...asked }) => handleTrackerEvent(tracking, asked),
  '/healthz': handleHealth,
  '/readyz': handleReadiness,
  '/metrics': handleMetrics,
}

function handleLink({ request, response, tracking }: Handled): void {
  const { method, url = '' } = request
  const isFollowed = method === 'GET' || method === 'HEAD'
  if (isFollowed) handleClick(tracking, { request, response, path: readTrackingPath(url) ?? NO_LINK })
  else refuseMethod(request, response)
}

/** Asking what is allowed is no click; neither is anything that browsers do not do to follow a link. */
function refuseMethod(request: IncomingMessage, response: ServerResponse): void {
  request.resume()
  response.writeHead(request.method === 'OPTIONS' ? 204 : 405, {
    Allow: 'GET, HEAD',
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
  })
  response.end()
}

const LONGEST_URL = 2048
/** No link has an empty slug. */
const NO_LINK = { key: { by: 'slug', value: '' }, rest: null, path: '' } as const

const tooLong = {
  status: 414,
  title: 'This address is too long',
  text: 'Use the link as it was sent to you, without anything added to it.',
}
const broken = {
  status: 500,
  title: 'That did not work',
  text: 'Something went wrong on our side. Try again in a minute.',
}
