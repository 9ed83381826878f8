import cluster, { type Worker } from 'node:cluster'
import { log } from '../log'
import type { ProcessMessage } from '../supervisor/start-process'

/**
 * Runs `count` copies of this process on one port and starts again, with growing pauses, whichever ends. Copies
 * share nothing but the database, so one that crashes takes nothing with it. SIGTERM ends all of them, then this.
 *
 * @returns the address, once every copy serves
 * @throws when a copy ends before that, with what it said
 */
export async function keepWorkers(count: number): Promise<string | undefined> {
  // Each copy takes connections from the port by itself. Handed out by this process instead, those on their way to
  // a copy that dies would hang until their client gives up.
  cluster.schedulingPolicy = cluster.SCHED_NONE
  process.on('SIGTERM', stop)
  if (!process.connected) process.on('SIGINT', stop)
  const urls = await Promise.all(Array.from({ length: count }, () => started(cluster.fork())))
  cluster.on('exit', ({ process: { pid } }, code, signal) => {
    if (isStopping) return
    log.warn({ pid, code, signal }, 'a web process ended; starting another one')
    setTimeout(startAgain, Math.min(RESTART_MOST_MS, RESTART_FIRST_MS * 2 ** failures++))
  })
  return urls[0]
}

let isStopping = false
let failures = 0
const RESTART_FIRST_MS = 500
const RESTART_MOST_MS = 30_000

/** A copy that ends again before it serves comes back here through its exit. */
function startAgain(): void {
  if (isStopping) return
  started(cluster.fork()).then(
    () => {
      failures = 0
    },
    (error) => log.error({ err: error }, 'a web process could not be started again'),
  )
}

function stop(): void {
  isStopping = true
  const workers = Object.values(cluster.workers ?? {})
  for (const worker of workers) worker?.process.kill('SIGTERM')
  if (workers.length === 0) process.exit(0)
  cluster.on('exit', () => {
    if (Object.keys(cluster.workers ?? {}).length === 0) process.exit(0)
  })
}

function started(worker: Worker): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: ProcessMessage) => {
      if ('ready' in message) resolve(message.url)
      else if ('failed' in message) reject(new Error(message.failed))
    })
    worker.once('exit', () => reject(new Error('A web process ended before it served; its log says why.')))
  })
}
