import { setTimeout as sleep } from 'node:timers/promises'
import { findRunningDatabase } from '../db/embedded/find-running-database'
import { databaseProcess } from '../db/embedded/start-database'
import { type Env, readEnv } from '../env'
import { AppError } from '../errors'
import { checkPort } from './check-port'
import { type KeptProcess, keepRunning } from './keep-running'
import { prepare } from './prepare'
import { readableLine } from './readable-line'
import { stopInOrder } from './stop-in-order'

const tell = (text: string) => console.log(`• ${text}`)
const tellAs = (name: string) => (line: string) => console.log(`${name.padEnd(8)} | ${readableLine(line)}`)

const FILES = { prepare: 'server/prepare.ts', worker: 'server/worker.ts', web: 'server/web.ts' }

/** Everything on one machine: database, worker and web, each started again when it ends, until Ctrl-C. */
export async function start(files = FILES): Promise<void> {
  const started: KeptProcess[] = []
  const stop = stopper(started)
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop)
  try {
    const { address, signIn } = await startParts(readEnv(), files, started)
    console.log(`\nSwitchyard is ready on ${address}`)
    if (signIn) console.log(signIn)
    console.log('Ctrl-C stops it.\n')
  } catch (error) {
    if (isStopping) return
    console.error(error instanceof AppError ? `\n${error.userMessage}` : error)
    process.exitCode = 1
    await stop()
  }
}

let isStopping = false

/** Asked once, it ends the parts one after the other; asked again, it does not wait. */
function stopper(started: KeptProcess[]): () => Promise<void> {
  return async () => {
    if (isStopping) process.exit(1)
    isStopping = true
    if (started.length > 0) tell('Stopping…')
    await stopInOrder(started)
    process.exit()
  }
}

async function startParts(env: Env, files: typeof FILES, started: KeptProcess[]) {
  const port = await checkPort(env.port)
  const shared = { PORT: String(port), DATA_DIR: env.dataDir }
  const keep = (name: 'worker' | 'web') => {
    const part = keepRunning({ name, file: files[name], env: shared, onLine: tellAs(name), say: tell })
    started.push(part)
    return part.ready
  }
  if (!env.mongodbUri) await startDatabasePart(env.dataDir, started)
  tell('Preparing the database…')
  const signIn = await prepare({ file: files.prepare, env: shared, onLine: tellAs('prepare') })
  tell('Starting web and worker…')
  const [, web] = await Promise.all([keep('worker'), keep('web')])
  const local = `http://localhost:${port}`
  await untilReady(web.url ?? local)
  return { address: local, signIn }
}

async function startDatabasePart(dataDir: string, started: KeptProcess[]): Promise<void> {
  if (await findRunningDatabase(dataDir))
    return tell(`Using the database of ${dataDir} that is already running.`)
  tell(`Starting the database; its data is in ${dataDir}`)
  const database = keepRunning({ ...databaseProcess(dataDir), onLine: tellAs('database'), say: tell })
  started.push(database)
  await database.ready
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    if (Date.now() > deadline) throw notReady(await answer?.text())
    await sleep(100)
  }
}

function notReady(answer?: string): AppError {
  return new AppError('unavailable', {
    message: `/readyz: ${answer}`,
    userMessage: `Switchyard started, but is not ready: ${answer ?? 'no answer from /readyz'}`,
  })
}
