import type { StoredEvent } from '../events/stored-event'
import { log } from '../log'
import type { RefusedEvent } from './write-events'

/** `db`: the database has acknowledged it, durably. `unconfirmed`: it has not yet, and may never. */
export type Recorded = 'db' | 'unconfirmed'

type CaptureOptions = {
  /** Writes a batch durably. @throws when it has to be written again */
  write: (events: StoredEvent[]) => Promise<RefusedEvent[]>
  /** Told after each acknowledged batch. */
  onAcknowledged?: () => void
  lateMs?: number
  batchMost?: number
  inFlightMost?: number
  pendingMost?: number
  pendingBytesMost?: number
}

type Answer = (recorded: Recorded) => void
type Entry = { event: StoredEvent; bytes: number; at: number; answer: Answer | null }
/** Entries stand in the order in which they came; the first `late` of them were answered as unconfirmed. */
type Batch = { entries: Entry[]; late: number }

/**
 * Gathers events in micro-batches and writes a few batches at a time, so that one acknowledgement serves many
 * clicks. A batch is sent after at most 2 ms, or when it is full; while all writers are busy it grows.
 *
 * A redirect never fails because recording failed: after `lateMs` the answer goes out unconfirmed, and the event is
 * kept in memory, within bounds, and written again until it is there.
 */
export class Capture {
  readonly stats = {
    acknowledged: 0,
    unconfirmed: 0,
    /** Written after their answer had gone out as unconfirmed. */
    late: 0,
    lost: 0,
    batches: 0,
    failures: 0,
    pending: 0,
    pendingBytes: 0,
  }
  readonly #options: Required<CaptureOptions>
  /** In the order of their clicks: being written, or to be written; the last one may be open. */
  readonly #unsettled = new Set<Batch>()
  readonly #waiting: Batch[] = []
  #open: Batch | null = null
  #inFlight = 0
  #failuresInARow = 0
  #flushTimer: NodeJS.Timeout | null = null
  /** The open batch has waited long enough. */
  #isDue = false
  #retryTimer: NodeJS.Timeout | null = null
  #lateTimer: NodeJS.Timeout | null = null

  constructor(options: CaptureOptions) {
    this.#options = { ...DEFAULTS, ...options }
  }

  /** Appends an event to the open batch; `answer` is called once, after the acknowledgement or when that is late. */
  record(event: StoredEvent, answer: Answer): void {
    const bytes = sizeOf(event)
    if (this.#isFull(bytes)) {
      this.#giveUp(1, 'too many clicks wait for the database')
      this.stats.unconfirmed++
      answer('unconfirmed')
      return
    }
    this.stats.pending++
    this.stats.pendingBytes += bytes
    if (!this.#open) {
      this.#open = { entries: [], late: 0 }
      this.#unsettled.add(this.#open)
    }
    this.#open.entries.push({ event, bytes, at: performance.now(), answer })
    if (this.#open.entries.length >= this.#options.batchMost) this.#sealOpen()
    else if (!this.#isDue) this.#flushTimer ??= setTimeout(() => this.#flush(), FLUSH_MS)
    this.#lateTimer ??= setInterval(() => this.#answerLate(), LATE_CHECK_MS)
  }

  /** Waits until everything is written, at most `withinMs`. @returns how many events were not, and are lost */
  async close(withinMs: number): Promise<number> {
    const deadline = performance.now() + withinMs
    this.#flush()
    while (this.#unsettled.size > 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 5))
    for (const timer of [this.#flushTimer, this.#retryTimer, this.#lateTimer])
      clearTimeout(timer ?? undefined)
    if (this.stats.pending > 0)
      this.#giveUp(this.stats.pending, 'the process ended before the database answered')
    return this.stats.pending
  }

  #isFull(bytes: number): boolean {
    const { pendingMost, pendingBytesMost } = this.#options
    return this.stats.pending >= pendingMost || this.stats.pendingBytes + bytes > pendingBytesMost
  }

  #sealOpen(): void {
    const batch = this.#takeOpen()
    if (batch) this.#waiting.push(batch)
    this.#send()
  }

  #flush(): void {
    this.#isDue = true
    this.#send()
  }

  /** Sends what may be sent now. The open batch goes last, when its time is over and a writer is free for it. */
  #send(): void {
    while (!this.#retryTimer && this.#inFlight < this.#options.inFlightMost) {
      const batch = this.#waiting.shift() ?? (this.#isDue ? this.#takeOpen() : null)
      if (!batch) return
      this.#inFlight++
      void this.#write(batch)
    }
  }

  #takeOpen(): Batch | null {
    const batch = this.#open
    this.#open = null
    this.#isDue = false
    clearTimeout(this.#flushTimer ?? undefined)
    this.#flushTimer = null
    return batch
  }

  async #write(batch: Batch): Promise<void> {
    try {
      const refused = await this.#options.write(batch.entries.map(({ event }) => event))
      this.#settle(batch, refused)
    } catch (error) {
      this.#retry(batch, error)
    }
    this.#inFlight--
    this.#send()
  }

  #settle(batch: Batch, refused: RefusedEvent[]): void {
    this.#failuresInARow = 0
    this.#unsettled.delete(batch)
    this.stats.batches++
    this.stats.pending -= batch.entries.length
    this.stats.late += batch.late
    this.stats.acknowledged += batch.entries.length - refused.length
    for (const { index, reason } of refused) {
      this.#giveUp(1, reason)
      this.#answer(batch.entries[index], 'unconfirmed')
    }
    for (const entry of batch.entries) {
      this.stats.pendingBytes -= entry.bytes
      this.#answer(entry, 'db')
    }
    this.#options.onAcknowledged()
    if (this.#unsettled.size > 0) return
    clearInterval(this.#lateTimer ?? undefined)
    this.#lateTimer = null
  }

  #retry(batch: Batch, error: unknown): void {
    if (this.#failuresInARow === 0) log.warn({ err: error }, 'clicks could not be written; trying again')
    this.stats.failures++
    this.#failuresInARow++
    this.#waiting.unshift(batch)
    this.#retryTimer ??= setTimeout(
      () => {
        this.#retryTimer = null
        this.#send()
      },
      Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** Math.min(this.#failuresInARow, 10)),
    )
  }

  #answer(entry: Entry | undefined, recorded: Recorded): void {
    const answer = entry?.answer
    if (!entry || !answer) return
    entry.answer = null
    if (recorded === 'unconfirmed') this.stats.unconfirmed++
    try {
      answer(recorded)
    } catch (error) {
      // One answer that cannot be sent must not keep the others of its batch waiting.
      log.error({ err: error }, 'a click could not be answered')
    }
  }

  #answerLate(): void {
    const due = performance.now() - this.#options.lateMs
    for (const batch of this.#unsettled) {
      for (; batch.late < batch.entries.length; batch.late++) {
        const entry = batch.entries[batch.late]
        if (entry && entry.at > due) return
        this.#answer(entry, 'unconfirmed')
      }
    }
  }

  /** The one place where events are lost: memory is full, the process ends, or the database refuses for good. */
  #giveUp(count: number, reason: string): void {
    if (this.stats.lost === 0 || count > 1) log.error({ count, reason }, 'clicks were lost')
    this.stats.lost += count
  }
}

const DEFAULTS = {
  onAcknowledged: () => {},
  lateMs: 150,
  batchMost: 256,
  inFlightMost: 3,
  pendingMost: 200_000,
  pendingBytesMost: 256 * 1024 * 1024,
}
const FLUSH_MS = 2
const LATE_CHECK_MS = 25
const RETRY_FIRST_MS = 10
const RETRY_MOST_MS = 1000

/** What an event takes in memory, roughly: the texts that people send, and the rest of the document. */
function sizeOf({ click }: StoredEvent): number {
  const texts = click ? click.userAgent.length + click.referrer.length + click.acceptLanguage.length : 0
  return 1024 + texts
}
