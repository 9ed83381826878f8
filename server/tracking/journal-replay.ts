import { readFile } from 'node:fs/promises'
import type { RefusedRow } from '../db/insert-durably'
import type { StoredEvent } from '../events/stored-event'
import { log } from '../log'
import type { Journal } from './journal'
import { type Segment, setAside } from './journal-folder'
import { readRecords, type Unreadable } from './journal-record'

type ReplayOptions = {
  journal: Journal
  dataDir: string
  /** Writes a batch durably; one that is there already counts as written. @throws when it has to be written again */
  write: (events: StoredEvent[]) => Promise<RefusedRow[]>
  /** Told after each batch how long the database took; and 0 when nothing is left to be replayed. */
  onWritten: (ms: number) => void
}

/**
 * Writes what the journal holds into the database, oldest first, and removes it there. While the database is away
 * its tries are what finds out that it is back. It also takes over what processes that are gone have left behind.
 */
export class JournalReplay {
  readonly stats = { replayed: 0, lost: 0, damaged: 0 }
  readonly #options: ReplayOptions
  #timer: NodeJS.Timeout | null = null
  #round: Promise<void> = Promise.resolve()
  #isStopped = true
  #pauseMs = PAUSE_FIRST_MS
  #adoptAt = 0

  constructor(options: ReplayOptions) {
    this.#options = options
  }

  start(): void {
    this.#isStopped = false
    this.#schedule(0)
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer ?? undefined)
    await Promise.race([this.#round, new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())])
  }

  #schedule(ms: number): void {
    if (this.#isStopped) return
    this.#timer = setTimeout(() => {
      this.#round = this.#runRound().finally(() => this.#schedule(this.#pauseMs))
    }, ms)
    this.#timer.unref()
  }

  async #runRound(): Promise<void> {
    try {
      await this.#adopt()
      const isAllWritten = await this.#replayAll()
      if (isAllWritten) this.#options.onWritten(0)
      this.#pauseMs = PAUSE_FIRST_MS
    } catch (error) {
      if (this.#pauseMs === PAUSE_FIRST_MS) log.warn({ err: error }, 'the journal waits for the database')
      this.#pauseMs = Math.min(PAUSE_MOST_MS, this.#pauseMs * 2)
    }
  }

  /** @returns whether there was something, and nothing is left of it */
  async #replayAll(): Promise<boolean> {
    for (let done = 0; ; done++) {
      const segment = await this.#options.journal.oldest()
      if (!segment || this.#isStopped) return done > 0
      await this.#replay(segment)
    }
  }

  /** A disk that cannot be read must not keep this process's own journal waiting. */
  async #adopt(): Promise<void> {
    if (performance.now() < this.#adoptAt) return
    this.#adoptAt = performance.now() + ADOPT_EVERY_MS
    await this.#options.journal
      .adopt()
      .catch((error) => log.error({ err: error }, 'journals left behind could not be taken over'))
  }

  async #replay(segment: Segment): Promise<void> {
    const bytes = await readFile(segment.path).catch((error) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0) // another process took it, and replays it
      throw error
    })
    const records = readRecords(bytes)
    for (;;) {
      const { events, unreadable } = nextBatch(records)
      if (events.length > 0) await this.#write(events)
      if (!unreadable) continue
      await this.#report(segment, unreadable)
      return this.#options.journal.drop(segment)
    }
  }

  async #write(events: StoredEvent[]): Promise<void> {
    const startedAt = performance.now()
    const refused = await this.#options.write(events)
    this.stats.replayed += events.length - refused.length
    this.stats.lost += refused.length
    for (const { index, reason } of refused)
      log.error({ eventId: events[index]?._id, reason }, 'the database refuses a click of the journal')
    this.#options.onWritten(performance.now() - startedAt)
  }

  /** What cannot be read is never dropped without a word. */
  async #report({ path }: Segment, unreadable: Unreadable[]): Promise<void> {
    const damaged = unreadable.filter(({ isTorn }) => !isTorn)
    if (unreadable.length > damaged.length)
      log.info({ path }, 'the last record of a journal was never written whole; nobody was told that it was')
    if (damaged.length === 0) return
    this.stats.damaged += damaged.length
    const keptAs = await setAside(path, this.#options.dataDir)
    log.error(
      { keptAs, damaged: damaged.map(({ at, length }) => ({ at, length })) },
      'parts of a journal cannot be read; everything else in it was replayed, and the file was kept',
    )
  }
}

const BATCH = 500
const PAUSE_FIRST_MS = 100
const PAUSE_MOST_MS = 1000
const ADOPT_EVERY_MS = 5000
const STOP_MS = 1000

/** `unreadable` stands with the last batch. */
function nextBatch(records: Generator<StoredEvent, Unreadable[]>) {
  const events: StoredEvent[] = []
  while (events.length < BATCH) {
    const { value, done } = records.next()
    if (done) return { events, unreadable: value }
    events.push(value)
  }
  return { events, unreadable: null }
}
