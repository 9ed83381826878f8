import cluster from 'node:cluster'
import { getEnv } from './env'
import type { ProcessMessage } from './supervisor/start-process'
import { keepWorkers } from './web/keep-workers'
import { serveWeb } from './web/serve-web'

/** The web process: tracking and pages on one port, in WEB_CONCURRENCY copies. */
const { port, pages, webConcurrency } = getEnv()
const isOneOfMany = webConcurrency > 1

if (isOneOfMany && cluster.isPrimary) tell(await keepWorkers(webConcurrency))
else {
  const web = await serveWeb({ port, withPages: pages })
  const stop = () => web.close().finally(() => process.exit(0))
  process.once('SIGTERM', stop)
  if (!process.connected) process.once('SIGINT', stop)
  tell(web.url)
}

function tell(url: string | undefined): void {
  const message: ProcessMessage = { ready: true, url }
  process.send?.(message)
  if (!process.connected) console.log(`Switchyard's web process serves ${url}`)
}
