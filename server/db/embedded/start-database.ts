import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../errors'
import type { DatabaseMessage } from './database-message'
import { explainExit } from './explain-exit'

const PROJECT = fileURLToPath(new URL('../../..', import.meta.url))
const READY_WITHIN_MS = 120_000
const STOPPED_WITHIN_MS = 10_000

/** A started database process; `child` is absent when another process serves the folder already. */
export type StartedDatabase = { uri: string; child?: ChildProcess; stop: () => Promise<void> }

type Options = { dataDir: string; onLine?: (line: string) => void }

/**
 * Starts the embedded database of `dataDir` in a process of its own, or finds the one that runs already.
 *
 * @param onLine gets what it prints meanwhile, such as that it is recovering
 * @throws AppError 'unavailable' when it cannot start, with the reason in words
 */
export async function startDatabase({ dataDir, onLine = () => {} }: Options): Promise<StartedDatabase> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(PROJECT, 'server/db/embedded/database-process.ts')],
    {
      cwd: PROJECT,
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  const printed = relay(child, onLine)
  const message = await firstMessage(child, dataDir, printed)
  if ('failed' in message) throw failed(message.failed)
  if ('inUse' in message) return { uri: message.uri, stop: async () => {} }
  return { uri: message.uri, child, stop: () => stop(child) }
}

function relay(child: ChildProcess, onLine: (line: string) => void): string[] {
  const printed: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter(Boolean)) {
        printed.push(line)
        if (printed.length > 50) printed.shift()
        onLine(line)
      }
    })
  }
  return printed
}

function firstMessage(child: ChildProcess, dataDir: string, printed: string[]): Promise<DatabaseMessage> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(
        failed(
          `The database of ${dataDir} did not open within ${READY_WITHIN_MS / 1000} seconds. Try again.`,
        ),
      )
    }, READY_WITHIN_MS)
    // The process's only messages are those of the type.
    child.once('message', (message) => resolve(message as DatabaseMessage))
    child.once('error', (cause) => reject(failed('The database process could not be started.', cause)))
    child.once('exit', (code, signal) => reject(failed(explainExit({ code, signal, dataDir, printed }))))
    for (const end of ['message', 'error', 'exit']) child.once(end, () => clearTimeout(late))
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOPPED_WITHIN_MS)
  await gone
  clearTimeout(late)
}

function failed(userMessage: string, cause?: unknown): AppError {
  return new AppError('unavailable', { message: `embedded database: ${userMessage}`, userMessage, cause })
}
