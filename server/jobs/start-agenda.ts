import { MongoBackend } from '@agendajs/mongo-backend'
import { Agenda } from 'agenda'
import mongoose from 'mongoose'
import { database } from '../db/connect'
import { log } from '../log'
import { AgendaChannel } from './agenda-channel'
import { everyOf } from './catalogue'
import { isJobName, type JobName, jobNames } from './job-name'

/** How often Agenda asks for each job by its name, which costs a command for each: not how things become prompt. */
const POLL_MS = 30_000

/** A tick takes milliseconds; a worker that dies inside one holds it up for this long. */
const LOCK_MS = 5_000

/** What runs every so often is locked at the last poll before its time. */
const LOCK_AHEAD_MS = 2 * POLL_MS

export type Ticking = {
  /** Wakes the job: it runs in this process now, or again when it is just running. */
  wake: (job: JobName) => void
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

/** Has Agenda run the jobs of the catalogue: those that look when they are woken, and at every poll; the others in time. */
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
  })
  agenda.on('error', (error) => log.warn({ cause: String(error) }, 'agenda'))
  for (const job of jobNames)
    agenda.define(job, () => run(job), { lockLifetime: everyOf(job) ? LOCK_AHEAD_MS : LOCK_MS })
  repeatWhatWasAskedMeanwhile(agenda, channel)
  await agenda.start()
  // Those that look are due again at once, so that they run at every wake-up.
  for (const job of jobNames) await agenda.every(everyOf(job) ?? 1, job)
  return { wake: (job) => channel.hear(job), stop: () => agenda.stop(false) }
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
