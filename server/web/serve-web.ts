import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { clientAddressHeader } from '../auth/client-address'
import { connectDatabase, disconnectDatabase } from '../db/connect'
import { AppError } from '../errors'
import { log } from '../log'
import { handleRequest } from '../tracking/handle-request'
import { type CaptureLimits, closeCapture, openTracking } from '../tracking/open-tracking'
import type { Tracking } from '../tracking/tracking'
import { answerClientError } from './answer-client-error'
import { noPages, type Pages, startPages } from './pages'

export type ServedWeb = {
  url: string
  /** Takes no new connections, answers what has arrived, writes what is in memory, then returns. */
  close: () => Promise<void>
}

/**
 * Serves tracking addresses and the pages on one port. Clicks are answered from here on, the pages when they are
 * ready.
 * @param port 0 for any free one
 * @throws AppError 'unavailable' when the database does not answer or the port is taken
 */
export async function serveWeb({
  port,
  withPages,
  ...capturing
}: CaptureLimits & {
  port: number
  withPages: boolean
}): Promise<ServedWeb> {
  await connectDatabase()
  const tracking = await openTracking(capturing)
  let pages: Pages = noPages
  const server = createServer(LIMITS, (request, response) => {
    if (handleRequest({ request, response, tracking, pagesState: pages.state })) return
    // Sign-in limits count by this; whatever a client sent under the name is gone.
    request.headers[clientAddressHeader] = tracking.clientAddress(request)
    if (tracking.isDraining) response.setHeader('Connection', 'close')
    pages.handle(request, response)
  })
  server.maxHeadersCount = 100
  server.on('clientError', answerClientError)
  await listen(server, port)
  if (withPages) pages = startPages(server)
  const { port: taken } = server.address() as AddressInfo // it listens on a port, not on a path
  return { url: `http://localhost:${taken}`, close: () => close({ server, tracking, pages }) }
}

/** Slow or endless senders are cut off; imports and uploads have two minutes. */
const LIMITS = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 120_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cannotListen(port, cause)))
    server.listen(port, resolve)
  })
}

type Closing = { server: Server; tracking: Tracking; pages: Pages }

/** The supervisor waits 10 s in all. */
async function close({ server, tracking, pages }: Closing): Promise<void> {
  tracking.isDraining = true
  tracking.links.stop()
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeIdleConnections()
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 4000))])
  const lost = await closeCapture(tracking)
  if (lost > 0) log.error({ lost }, 'clicks were not recorded before the end')
  server.closeAllConnections()
  await pages.close().catch((error) => log.warn({ err: error }, 'the pages did not close'))
  await disconnectDatabase()
}

function cannotListen(port: number, cause: NodeJS.ErrnoException): AppError {
  return new AppError('unavailable', {
    message: `port ${port}: ${cause.code}`,
    userMessage:
      cause.code === 'EADDRINUSE'
        ? `Port ${port} is taken by another program. End that one, or choose another port with PORT.`
        : `Port ${port} cannot be used (${cause.code}). Choose another one with PORT.`,
    cause,
  })
}
