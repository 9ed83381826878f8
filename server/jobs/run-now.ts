import { database } from '../db/connect'
import type { JobName } from './job-name'
import { wakeWorker } from './wake-channel'

/** Has a worker run a job soon, also one whose time has not come; a worker on another machine within seconds. */
export async function runNow(name: JobName): Promise<void> {
  await database()
    .collection('agendaJobs')
    .updateOne({ name }, { $set: { nextRunAt: new Date() } }, { maxTimeMS: 5_000 })
  wakeWorker(name)
}
