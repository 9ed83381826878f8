import { log } from '../log'
import { catalogue } from './catalogue'
import type { JobName } from './job-name'
import { keepLooking } from './keep-looking'
import { LanePool } from './lane-pool'
import { endOwner, newOwner } from './owner'
import { Planner } from './planner'
import { startAgenda } from './start-agenda'
import { writeStarts } from './start-latency'

export type Worker = {
  /** Finishes what is at work, gives everything back, and starts nothing new. */
  stop: () => Promise<void>
}

/** Starts one worker in this process. Any number may run, anywhere. Connect the database first. */
export async function startWorker({ concurrency }: { concurrency: number }): Promise<Worker> {
  const owner = newOwner()
  const lanes = new LanePool({ owner, concurrency, ask: (job) => ticking.wake(job) })
  const planner = new Planner(owner)
  const run = async (job: JobName) => {
    try {
      await catalogue[job].run(lanes, planner)
    } catch (error) {
      const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      log.warn({ job, cause }, 'a tick failed; the next one tries again')
      // Agenda keeps the last failure of every job, for the admins' page.
      throw new Error(cause)
    }
  }
  const nudge = (job: JobName) => {
    if (job === 'events.plan') planner.nudge()
    return job === 'events.plan'
  }
  const ticking = await startAgenda({ name: owner, run, nudge })
  const stopLooking = keepLooking(ticking.wake)
  return {
    stop: async () => {
      stopLooking()
      await ticking.stop()
      await Promise.all([planner.stop(), lanes.stop()])
      await writeStarts()
      endOwner(owner)
    },
  }
}
