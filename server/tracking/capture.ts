import type { RefusedRow } from '../db/insert-durably'
import type { StoredEvent } from '../events/stored-event'
import { log } from '../log'

/**
 * `db`: the database has acknowledged it, durably. `spool`: it stands in the journal on this machine, synced, and
 * will be replayed. `unconfirmed`: neither, yet; it may never be.
 */
export type Recorded = 'db' | 'spool' | 'unconfirmed'

export type CaptureOptions = {
  /** Writes a batch durably. @throws when it has to be written again */
  write: (events: StoredEvent[]) => Promise<RefusedRow[]>
  /** Keeps events durably for as long as the database does not take them. @throws when it cannot */
  spool: (events: StoredEvent[]) => Promise<void>
  /** Told after each acknowledged batch. */
  onAcknowledged?: () => void
  /** Without an acknowledgement by then, the journal takes a click. */
  lateMs?: number
  spoolLateMs?: number
  batchMost?: number
  inFlightMost?: number
  pendingMost?: number
  pendingBytesMost?: number
}

type Answer = (recorded: Recorded) => void
type Entry = {
  event: StoredEvent
  bytes: number
  at: number
  answer: Answer | null
  /** The journal is asked to take it, or has. */
  isSpooled: boolean
  /** It is in the database or in the journal, or lost for good: this process need not keep it. */
  isSettled: boolean
}
/** Entries stand in the order in which they came. */
type Batch = { entries: Entry[]; sentAt: number }

/**
 * Gathers events in micro-batches and writes a few batches at a time, so that one acknowledgement serves many
 * clicks. A batch is sent after at most 2 ms, or when it is full; while all writers are busy it grows.
 *
 * A redirect never fails because recording failed. Without an acknowledgement within `lateMs`, or when a write fails,
 * the database counts as late: everything goes to the journal at once, until a write succeeds again. What the journal
 * does not take either is answered as unconfirmed, kept in memory within bounds, and written again.
 */
export class Capture {
  readonly stats = {
    /** By what the answers said. */
    answered: { db: 0, spool: 0, unconfirmed: 0 } satisfies Record<Recorded, number>,
    acknowledged: 0,
    /** Written after their answer had gone out as unconfirmed. */
    late: 0,
    lost: 0,
    batches: 0,
    failures: 0,
    pending: 0,
    pendingBytes: 0,
    isDatabaseLate: false,
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

  /** Records an event; `answer` is called once, after the acknowledgement or when that is late. */
  record(event: StoredEvent, answer: Answer): void {
    const entry = entryOf(event, answer)
    if (this.#isFull(entry.bytes)) {
      this.#giveUp(1, 'too many clicks wait for the database')
      this.#answer(entry, 'unconfirmed')
      return
    }
    this.stats.pending++
    this.stats.pendingBytes += entry.bytes
    if (this.stats.isDatabaseLate) void this.#spoolNew(entry)
    else this.#append(entry)
  }

  /**
   * Hears that the database took a write. Clicks go there again when it was in time: a database that has too much to
   * do already is not given everything twice, once by click and once by replay.
   */
  databaseAnswered(afterMs: number): void {
    if (afterMs < this.#options.lateMs) this.stats.isDatabaseLate = false
  }

  /**
   * Waits until everything is written, at most `withinMs`; then the journal gets the rest.
   * @returns how many events are nowhere, and lost
   */
  async close(withinMs: number): Promise<number> {
    this.#flush()
    await this.#untilSettled(withinMs)
    this.#spoolUnsettled()
    await this.#untilSettled(SPOOLED_WITHIN_MS)
    for (const timer of [this.#flushTimer, this.#retryTimer, this.#lateTimer])
      clearTimeout(timer ?? undefined)
    if (this.stats.pending > 0)
      this.#giveUp(this.stats.pending, 'the process ended before they were recorded')
    return this.stats.pending
  }

  async #untilSettled(withinMs: number): Promise<void> {
    const deadline = performance.now() + withinMs
    while (this.stats.pending > 0 && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 5))
  }

  #isFull(bytes: number): boolean {
    const { pendingMost, pendingBytesMost } = this.#options
    return this.stats.pending >= pendingMost || this.stats.pendingBytes + bytes > pendingBytesMost
  }

  #append(entry: Entry): void {
    if (!this.#open) {
      this.#open = { entries: [], sentAt: 0 }
      this.#unsettled.add(this.#open)
    }
    this.#open.entries.push(entry)
    if (this.#open.entries.length >= this.#options.batchMost) this.#sealOpen()
    else if (!this.#isDue) this.#flushTimer ??= setTimeout(() => this.#flush(), FLUSH_MS)
    // What arrived while this process was busy is read before anything is called late.
    this.#lateTimer ??= setInterval(() => setImmediate(() => this.#lookForLate()), LATE_CHECK_MS)
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
      // The journal has taken the others meanwhile.
      batch.entries = batch.entries.filter(({ isSettled }) => !isSettled)
      if (batch.entries.length === 0) {
        this.#forget(batch)
        continue
      }
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
    batch.sentAt = performance.now()
    try {
      const refused = await this.#options.write(batch.entries.map(({ event }) => event))
      this.#acknowledge(batch, refused)
    } catch (error) {
      this.#retry(batch, error)
    }
    this.#inFlight--
    this.#send()
  }

  #acknowledge(batch: Batch, refused: RefusedRow[]): void {
    this.#failuresInARow = 0
    this.databaseAnswered(performance.now() - batch.sentAt)
    this.stats.batches++
    this.stats.acknowledged += batch.entries.length - refused.length
    for (const { index, reason } of refused) {
      this.#giveUp(1, reason)
      const entry = batch.entries[index]
      if (entry) this.#settle(entry, 'unconfirmed')
    }
    for (const entry of batch.entries) {
      if (!entry.isSettled && !entry.answer) this.stats.late++
      this.#settle(entry, 'db')
    }
    this.#forget(batch)
    this.#options.onAcknowledged()
  }

  #forget(batch: Batch): void {
    this.#unsettled.delete(batch)
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
    this.#spoolUnsettled()
  }

  #lookForLate(): void {
    const due = performance.now() - this.#options.lateMs
    for (const { entries } of this.#unsettled) {
      const first = entries.find(isWaiting)
      if (!first) continue
      if (first.at <= due) this.#spoolUnsettled()
      return
    }
  }

  /** The database is late: whoever waits for it waits no longer. */
  #spoolUnsettled(): void {
    this.stats.isDatabaseLate = true
    const entries = [...this.#unsettled].flatMap((batch) => batch.entries.filter(isWaiting))
    if (entries.length > 0) void this.#spool(entries)
  }

  /** Comes straight from a click, and is in no batch. */
  async #spoolNew(entry: Entry): Promise<void> {
    await this.#spool([entry])
    if (!entry.isSettled) this.#append(entry)
  }

  async #spool(entries: Entry[]): Promise<void> {
    for (const entry of entries) entry.isSpooled = true
    const answerUnconfirmed = () => {
      for (const entry of entries) this.#answer(entry, 'unconfirmed')
    }
    // A disk that hangs must not keep anybody waiting either.
    const late = setTimeout(answerUnconfirmed, this.#options.spoolLateMs)
    try {
      await this.#options.spool(entries.map(({ event }) => event))
      for (const entry of entries) this.#settle(entry, 'spool')
    } catch {
      answerUnconfirmed()
    }
    clearTimeout(late)
  }

  #settle(entry: Entry, recorded: Recorded): void {
    this.#answer(entry, recorded)
    if (entry.isSettled) return
    entry.isSettled = true
    this.stats.pending--
    this.stats.pendingBytes -= entry.bytes
  }

  #answer(entry: Entry, recorded: Recorded): void {
    const { answer } = entry
    if (!answer) return
    entry.answer = null
    this.stats.answered[recorded]++
    try {
      answer(recorded)
    } catch (error) {
      // One answer that cannot be sent must not keep the others of its batch waiting.
      log.error({ err: error }, 'a click could not be answered')
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
  spoolLateMs: 1000,
  batchMost: 256,
  inFlightMost: 3,
  pendingMost: 200_000,
  pendingBytesMost: 256 * 1024 * 1024,
}
const FLUSH_MS = 2
const LATE_CHECK_MS = 25
const RETRY_FIRST_MS = 10
const RETRY_MOST_MS = 1000
const SPOOLED_WITHIN_MS = 2000

function entryOf(event: StoredEvent, answer: Answer): Entry {
  const at = performance.now()
  return { event, bytes: sizeOf(event), at, answer, isSpooled: false, isSettled: false }
}

/** Nothing is known of it yet, and the journal has not been asked. */
function isWaiting({ answer, isSpooled }: Entry): boolean {
  return answer !== null && !isSpooled
}

/** What an event takes in memory, roughly: the texts that people send, and the rest of the document. */
function sizeOf({ click }: StoredEvent): number {
  const texts = click ? click.userAgent.length + click.referrer.length + click.acceptLanguage.length : 0
  return 1024 + texts
}
