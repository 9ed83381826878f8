import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { AppError } from '../errors'

/** The folder that holds package.json; every process of Switchyard runs in it. */
export const PROJECT_DIR = fileURLToPath(new URL('../..', import.meta.url))

export type ProcessOptions = {
  name: string
  /** A TypeScript file of the project. */
  file: string
  env?: Record<string, string>
  /** Gets every line that it prints. */
  onLine?: (line: string) => void
  readyWithinMs?: number
  /** It is killed when it has not ended this long after it was asked to. */
  stoppedWithinMs?: number
  /** Why it ended, in words. */
  explainExit?: (exit: Exit) => string
}

/** `lastLine` is why it failed if it said so, or else its last one on stderr. */
export type Exit = { code: number | null; signal: NodeJS.Signals | null; lastLine?: string }

/** What a process says by `process.send` when it serves, or when it cannot and knows why. */
export type ProcessMessage = { ready: true; url?: string; uri?: string } | { failed: string }
export type ReadyMessage = Extract<ProcessMessage, { ready: true }>

export type StartedProcess = {
  pid: number | undefined
  /** @throws AppError 'unavailable' when it ends or is late instead */
  ready: Promise<ReadyMessage>
  exited: Promise<Exit>
  /** Asks it to end and waits until it has. */
  stop: () => Promise<void>
}

/** Starts one process of Switchyard, tied to this one: when this one is gone, it ends by itself. */
export function startProcess(options: ProcessOptions): StartedProcess {
  const child = spawn(process.execPath, ['scripts/run.mjs', options.file], {
    cwd: PROJECT_DIR,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = watchExit(child, options.onLine)
  const stop = async () => {
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), options.stoppedWithinMs ?? 10_000)
    await exited
    clearTimeout(late)
  }
  return { pid: child.pid, ready: watchReady(child, exited, options), exited, stop }
}

function watchExit(child: ChildProcess, onLine: (line: string) => void = () => {}): Promise<Exit> {
  let lastLine: string | undefined
  if (child.stdout) createInterface({ input: child.stdout }).on('line', onLine)
  if (child.stderr)
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastLine = line
      onLine(line)
    })
  child.on('message', (message: ProcessMessage) => {
    if ('failed' in message) lastLine = message.failed
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, lastLine: error.message }))
    child.once('close', (code, signal) => resolve({ code, signal, lastLine }))
    // Its own children may outlive it and hold the pipes open; what it said has arrived long before.
    child.once('exit', (code, signal) => setTimeout(() => resolve({ code, signal, lastLine }), 500))
  })
}

function watchReady(
  child: ChildProcess,
  exited: Promise<Exit>,
  options: ProcessOptions,
): Promise<ReadyMessage> {
  const { name, readyWithinMs = 120_000, explainExit = (exit) => describeExit(name, exit) } = options
  const ready = new Promise<ReadyMessage>((resolve, reject) => {
    const fail = (userMessage: string) =>
      reject(new AppError('unavailable', { message: `${name}: ${userMessage}`, userMessage }))
    const late = setTimeout(() => {
      fail(`${name} was not ready within ${readyWithinMs / 1000} seconds. Start again.`)
      child.kill('SIGKILL')
    }, readyWithinMs)
    // Only our own processes are started here, and they say nothing else; Next's own messages have neither field.
    child.on('message', (message: ProcessMessage) => {
      if ('ready' in message) resolve(message)
      else if ('failed' in message) fail(message.failed)
      else return
      clearTimeout(late)
    })
    void exited.then((exit) => {
      clearTimeout(late)
      fail(explainExit(exit))
    })
  })
  // Whoever waits for `ready` hears of it; nobody has to.
  ready.catch(() => {})
  return ready
}

export function describeExit(name: string, { code, signal, lastLine }: Exit): string {
  return `${name} ended (${signal ?? `exit code ${code}`})${lastLine ? `: ${lastLine}` : ''}`
}
