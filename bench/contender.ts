import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'

/** A server process that is measured, or the generator that measures it. */
export type Contender = { url: string; stop: () => void }

/** Starts a plain server of this folder, and waits until it says where it listens. */
export async function startPlainServer(file: string): Promise<Contender> {
  const child = fork(join(import.meta.dirname, file), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const { url } = await nextMessage<{ url: string }>(child)
  return { url, stop: () => child.disconnect() }
}

export type Load = { port: number; path: string; connections: number; seconds: number; rate?: number }

export type Measured = {
  answered: number
  redirects: number
  /** Answers that said that the click is in the database. */
  durable: number
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
}

/** Starts the load generator, which runs one load at a time in a process of its own. */
export function startLoadGenerator(): { run: (load: Load) => Promise<Measured>; stop: () => void } {
  const child = fork(join(import.meta.dirname, 'load.mjs'))
  const run = (load: Load) => {
    const measured = nextMessage<Measured>(child)
    child.send(load)
    return measured
  }
  return { run, stop: () => child.disconnect() }
}

function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`${child.spawnfile} ended too early`))
    child.once('exit', fail)
    child.once('message', (message) => {
      child.off('exit', fail)
      resolve(message as Message) // what the files of this folder send
    })
  })
}
