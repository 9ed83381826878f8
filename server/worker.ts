import { ensureIndexes } from './db/collections'
import { connectDatabase, disconnectDatabase } from './db/connect'
import { getEnv } from './env'
import { startWorker } from './jobs/start-worker'
import { closeWakeLine } from './jobs/wake-channel'
import { log } from './log'

/** The worker process: plans what happened, applies what was planned, wakes who waits. */
await connectDatabase()
await ensureIndexes()
const worker = await startWorker({ concurrency: getEnv().workerConcurrency })
process.send?.({ ready: true })
log.info('worker ready')

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal))

/** Run alone, Ctrl-C stops it; under the supervisor, SIGINT reaches the whole group and SIGTERM follows in order. */
async function stop(signal: NodeJS.Signals): Promise<void> {
  if (isStopping || (signal === 'SIGINT' && process.connected)) return
  isStopping = true
  log.info('worker stopping')
  try {
    await worker.stop()
    closeWakeLine()
    await disconnectDatabase()
  } finally {
    process.exit() // finished jobs leave timers behind in Agenda
  }
}
