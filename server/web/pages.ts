import { existsSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { log } from '../log'
import { PROJECT_DIR } from '../supervisor/start-process'
import { answerPage } from '../tracking/answer-page'

export type Pages = {
  handle: (request: IncomingMessage, response: ServerResponse) => void
  /** `ready`, or why they are not. */
  state: () => string
  close: () => Promise<void>
}

/**
 * Next, behind the tracking server. It gets ready by itself while clicks are served already; until then, and when
 * it cannot, people see a page that says so.
 */
export function startPages(httpServer: Server): Pages {
  const isDevelopment = process.env.SWITCHYARD_DEV === '1'
  let state = 'starting'
  let next: NextServer | undefined
  let handleByNext: ReturnType<NextServer['getRequestHandler']> | undefined

  const prepare = async () => {
    if (!isDevelopment && !existsSync(join(PROJECT_DIR, '.next/BUILD_ID'))) throw new Error(NOT_BUILT)
    next = await makeNext({ dev: isDevelopment, dir: PROJECT_DIR, httpServer })
    await next.prepare()
    handleByNext = next.getRequestHandler()
    state = 'ready'
  }
  prepare().catch((error) => {
    state = error instanceof Error ? error.message : String(error)
    log.error({ err: error }, 'the pages could not be started; clicks are served all the same')
  })

  return {
    state: () => state,
    handle: (request, response) => {
      if (handleByNext) handleByNext(request, response).catch((error) => answerBroken(response, error))
      else answerPage(response, state === 'starting' ? starting : failed)
    },
    close: async () => next?.close(),
  }
}

/** For a process that serves tracking addresses only. */
export const noPages: Pages = {
  state: () => 'ready',
  handle: (_request, response) => answerPage(response, nothingHere),
  close: async () => {},
}

type NextServer = Awaited<ReturnType<typeof makeNext>>

async function makeNext(options: { dev: boolean; dir: string; httpServer: Server }) {
  const { default: next } = await import('next')
  return next(options)
}

function answerBroken(response: ServerResponse, error: unknown): void {
  log.error({ err: error }, 'a page could not be answered')
  if (response.headersSent) response.destroy()
  else answerPage(response, broken)
}

const NOT_BUILT = 'The pages are not built. Run `npm start`, or `npx next build` first.'

const starting = {
  status: 503,
  title: 'Switchyard is starting',
  text: 'The pages are almost there. This page tries again by itself.',
  headers: { 'Retry-After': '1', Refresh: '1' },
}
const failed = {
  status: 503,
  title: 'The pages could not be started',
  text: 'Links are served all the same. The log of the web process says why.',
}
const broken = {
  status: 500,
  title: 'That did not work',
  text: 'Something went wrong on our side. Try again in a minute.',
}
const nothingHere = {
  status: 404,
  title: 'There is nothing here',
  text: 'Check the address. This server answers tracked links only.',
}
