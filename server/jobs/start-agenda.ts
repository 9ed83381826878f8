import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import mongoose from 'mongoose'
import { database } from '../db/connect'
import { log } from '../log'
import { AgendaChannel } from './agenda-channel'
import { catalogue } from './catalogue'
import { isJobName, type JobName, jobNames } from './job-name'

/** The longest anything waits when no wake-up arrives. */
const POLL_MS = 500

/** A tick takes milliseconds; a worker that dies inside one holds it up for this long. */
const LOCK_MS = 5_000

export type Ticking = {
  /** Runs the job in this process now, or again when it is just running. */
  ask: (job: JobName) => void
  /** Starts no more ticks. */
  stop: () => Promise<void>
}

type Options = {
  /** The worker's. */
  name: string
  run: (job: JobName) => Promise<unknown>
  /** Takes a wake-up by itself, since a tick costs several commands; false: it needs the tick. */
  nudge: (job: JobName) => boolean
}

/** Has Agenda run the jobs of the catalogue: when somebody wakes them, and twice a second anyway. */
export async function startAgenda({ name, run, nudge }: Options): Promise<Ticking> {
  const channel = new AgendaChannel(nudge)
  const agenda = new Agenda({
    name,
    backend: new MongoBackend({ mongo: clockDatabase() }),
    notificationChannel: channel,
    processEvery: POLL_MS,
    defaultConcurrency: 1,
    // No limit: Agenda goes on counting a lock that ran out before its tick began, so after as many as the limit, such
    // as in a process that was frozen or starved, the job would never run here again.
    defaultLockLimit: 0,
    defaultLockLifetime: LOCK_MS,
  })
  agenda.on('error', (error) => log.warn({ cause: String(error) }, 'agenda'))
  for (const job of jobNames) agenda.define(job, () => run(job))
  repeatWhatWasAskedMeanwhile(agenda, channel)
  await agenda.start()
  for (const job of jobNames) {
    const { every } = catalogue[job]
    // Due again at once, so that it runs at every poll and at every wake-up.
    await agenda.every(every === 'look' ? 1 : every, job)
  }
  return { ask: (job) => void channel.ring(job), stop: () => agenda.stop(false) }
}

/** A wake-up for a job that is running would find it locked and be lost, though it may have looked already. */
function repeatWhatWasAskedMeanwhile(agenda: Agenda, channel: AgendaChannel): void {
  const running = new Set<string>()
  const asked = new Set<JobName>()
  channel.subscribe(({ jobName }) => {
    if (running.has(jobName) && isJobName(jobName)) asked.add(jobName)
  })
  agenda.on('start', (job) => running.add(job.attrs.name))
  agenda.on('complete', (job) => {
    const name = job.attrs.name
    running.delete(name)
    if (isJobName(name) && asked.delete(name)) void channel.ring(name)
  })
}

/** Ticks are no ledger: losing one's bookkeeping costs nothing, so it need not be journaled. */
function clockDatabase() {
  const { databaseName } = database()
  return mongoose.connection.getClient().db(databaseName, { writeConcern: { w: 1, journal: false } })
}
