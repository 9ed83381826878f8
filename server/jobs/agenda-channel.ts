import { BaseNotificationChannel, type JobNotification, toJobId } from 'agenda'
import { isJobName, type JobName } from './job-name'
import { onWake, wakeWorker } from './wake-channel'

/** What Agenda listens to: a wake-up makes it look for the job at once instead of at its next poll. */
export class AgendaChannel extends BaseNotificationChannel {
  private readonly isElsewhere: (job: JobName) => boolean
  private stopListening: (() => void) | null = null

  /** @param isElsewhere true for a job whose wake-up was passed on to somebody else, without a tick */
  constructor(isElsewhere: (job: JobName) => boolean) {
    super()
    this.isElsewhere = isElsewhere
  }

  async connect(): Promise<void> {
    this.stopListening ??= onWake((job) => this.hear(job))
    this.setState('connected')
  }

  async disconnect(): Promise<void> {
    this.stopListening?.()
    this.stopListening = null
    this.setState('disconnected')
  }

  async publish({ jobName }: JobNotification): Promise<void> {
    if (isJobName(jobName)) wakeWorker(jobName)
  }

  /** Takes a wake-up, from wherever it comes. */
  hear(job: JobName): void {
    if (!this.isElsewhere(job)) void this.ring(job)
  }

  /** Has Agenda look for the job now. */
  async ring(job: JobName): Promise<void> {
    const timestamp = new Date()
    await this.notifyHandlers({ jobId: toJobId(''), jobName: job, nextRunAt: null, priority: 0, timestamp })
  }
}
