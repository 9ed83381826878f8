import { dirname, join } from 'node:path'
import { makeSocketPath } from '../db/embedded/socket-path'
import { getEnv } from '../env'
import { log } from '../log'
import { isJobName, type JobName } from './job-name'
import { WakeLine } from './wake-line'

/** Calls closer together than this become one message. */
const COALESCE_MS = 5

/**
 * Tells the workers on this machine that a job has something to do. Costs nothing, never fails, may be lost:
 * workers also look by themselves every second, and those on other machines do only that.
 */
export function wakeWorker(job: JobName): void {
  const line = openLine()
  line.asked.add(job)
  if (line.isQuiet) return
  line.isQuiet = true
  setImmediate(flush)
}

/** Hears what any process asks for by `wakeWorker`, this one included. @returns stops listening */
export function onWake(listener: (job: JobName) => void): () => void {
  const { listeners } = openLine()
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Leaves the line; the next wake-up joins it again. */
export function closeWakeLine(): void {
  shared.switchyardWakeLine?.line?.close()
  shared.switchyardWakeLine = undefined
}

type OpenLine = {
  line: WakeLine | null
  listeners: Set<(job: JobName) => void>
  asked: Set<JobName>
  /** A message goes out soon, or went out just now. */
  isQuiet: boolean
}

// Next's bundle and the code around it share one process, and by way of `globalThis` one line.
const shared = globalThis as typeof globalThis & { switchyardWakeLine?: OpenLine }

function openLine(): OpenLine {
  if (shared.switchyardWakeLine) return shared.switchyardWakeLine
  const listeners: OpenLine['listeners'] = new Set()
  const tell = (job: string) => {
    if (isJobName(job)) for (const listener of listeners) listener(job)
  }
  const opened: OpenLine = { line: joinLine(tell), listeners, asked: new Set(), isQuiet: false }
  shared.switchyardWakeLine = opened
  return opened
}

function joinLine(tell: (job: string) => void): WakeLine | null {
  try {
    const folder = dirname(makeSocketPath(getEnv().dataDir))
    return new WakeLine(join(folder, 'wake.sock'), tell)
  } catch (error) {
    log.warn({ reason: String(error) }, 'no wake-up line on this machine; workers look every second')
    return null
  }
}

function flush(): void {
  const open = openLine()
  const jobs = [...open.asked]
  open.asked.clear()
  for (const job of jobs) {
    open.line?.send(job)
    for (const listener of open.listeners) listener(job)
  }
  if (jobs.length) setTimeout(flush, COALESCE_MS).unref()
  else open.isQuiet = false
}
