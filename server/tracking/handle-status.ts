import type { IncomingMessage, ServerResponse } from 'node:http'
import { database } from '../db/connect'
import { isLocal } from './client-address'
import type { Tracking } from './tracking'

/** How far the pages are: `ready`, or why not, in words. */
export type PagesState = () => string

type Asked = {
  request: IncomingMessage
  response: ServerResponse
  tracking: Tracking
  pagesState: PagesState
}

/** The process answers. */
export function handleHealth({ response }: Asked): void {
  answer(response, 200, 'ok\n')
}

/** It can do its work: the database answers and the pages are there. 503 with the reason otherwise. */
export async function handleReadiness({ response, tracking, pagesState }: Asked): Promise<void> {
  const state = {
    database: await databaseState(),
    pages: pagesState(),
    process: tracking.isDraining ? 'stopping' : 'ready',
  }
  const isReady = Object.values(state).every((part) => part === 'ready')
  answer(response, isReady ? 200 : 503, `${JSON.stringify(state)}\n`, 'application/json')
}

/** Counts for Prometheus, to this machine only: behind a proxy, ask the process itself. */
export function handleMetrics({ request, response, tracking }: Asked): void {
  if (!isLocal(request)) answer(response, 403, 'Metrics are shown on the machine itself only.\n')
  else answer(response, 200, tracking.metrics.text(tracking), 'text/plain; version=0.0.4; charset=utf-8')
}

async function databaseState(): Promise<string> {
  try {
    await database().command({ ping: 1 }, { signal: AbortSignal.timeout(PING_MS) })
    return 'ready'
  } catch {
    return 'does not answer'
  }
}

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  })
  response.end(text)
}

const PING_MS = 2000
