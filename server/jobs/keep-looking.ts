import { setTimeout as pause } from 'node:timers/promises'
import { log } from '../log'
import { catalogue } from './catalogue'
import { type JobName, jobNames } from './job-name'

/** The longest anything waits when no wake-up arrives: events of other machines, waits that are over. */
const LOOK_MS = 1_000

/**
 * Looks again and again which jobs have something to do. Costs an idle worker a few small reads each time and no
 * write, where asking Agenda for every job costs several of either.
 *
 * @param found gets each job that has
 * @returns stops looking
 */
export function keepLooking(found: (job: JobName) => void): () => void {
  const stopping = new AbortController()
  void look(found, stopping.signal)
  return () => stopping.abort()
}

async function look(found: (job: JobName) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const job of await jobsWithWork()) if (!signal.aborted) found(job)
    await pause(LOOK_MS, undefined, { ref: false, signal }).catch(() => {})
  }
}

/** Those that look for work and would find some now. A look that fails finds nothing; the next one is near. */
export async function jobsWithWork(): Promise<JobName[]> {
  const found = await Promise.all(jobNames.map(hasWork))
  return jobNames.filter((_, index) => found[index])
}

async function hasWork(name: JobName): Promise<boolean> {
  const job = catalogue[name]
  if (!('hasWork' in job)) return false
  return job.hasWork().catch((error) => {
    log.warn({ job: name, cause: String(error) }, 'a look failed; the next one tries again')
    return false
  })
}
