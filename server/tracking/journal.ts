import { type FileHandle, open, stat } from 'node:fs/promises'
import type { StoredEvent } from '../events/stored-event'
import { log } from '../log'
import { abandonedFolders, JournalFolder, removeFile, type Segment, syncFolder } from './journal-folder'
import { encodeRecord } from './journal-record'

type JournalOptions = {
  dataDir: string
  /** Above this, nothing is taken until some of it has been replayed. */
  bytesMost?: number
  segmentBytesMost?: number
  openFile?: (path: string) => Promise<FileHandle>
}

type Appending = { records: Buffer[]; resolve: () => void; reject: (error: unknown) => void }
type OpenSegment = Segment & { handle: FileHandle; inode: number }

/**
 * Events on this machine's disk, for as long as the database does not take them. Those that arrive while a write is
 * on its way share the next one and its fdatasync. Nothing is made on disk before the first event needs it.
 */
export class Journal {
  readonly stats = { appended: 0, bytes: 0, segments: 0, failures: 0 }
  readonly #options: Required<JournalOptions>
  #folder: JournalFolder | null = null
  #open: OpenSegment | null = null
  readonly #sealed: Segment[] = []
  #queue: Appending[] = []
  #isCommitting = false
  #committed: Promise<void> = Promise.resolve()
  #isSealWanted = false
  /** After a failure the disk is left alone for a moment. */
  #restUntil = 0

  constructor(options: JournalOptions) {
    this.#options = { ...DEFAULTS, ...options }
  }

  /** Returns when the events are on disk. @throws when they are not, and may never be: the disk is full or broken */
  append(events: StoredEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ records: events.map(encodeRecord), resolve, reject })
      if (!this.#isCommitting) this.#committed = this.#commitAll()
    })
  }

  /** The oldest file that is complete; it stays until it is dropped. Ends the one being written when there is none. */
  async oldest(): Promise<Segment | null> {
    if (this.#sealed.length === 0 && this.#open) {
      if (this.#isCommitting) this.#isSealWanted = true
      else await this.#seal()
    }
    return this.#sealed[0] ?? null
  }

  /** Removes a file whose events are in the database. */
  async drop(segment: Segment): Promise<void> {
    await removeFile(segment.path)
    const place = this.#sealed.indexOf(segment)
    if (place < 0) return
    this.#sealed.splice(place, 1)
    this.#count(-segment.bytes, -1)
  }

  /** Takes over what processes that are gone have left. Does nothing when the disk does not allow it. */
  async adopt(): Promise<void> {
    const names = await abandonedFolders(this.#options.dataDir)
    if (names.length === 0) return
    const adopted = await (await this.#ownFolder()).adopt(names)
    if (adopted.length === 0) return
    this.#sealed.unshift(...adopted)
    this.#count(
      adopted.reduce((sum, { bytes }) => sum + bytes, 0),
      adopted.length,
    )
    log.info({ files: adopted.length }, 'clicks in the journal of a process that is gone will be replayed')
  }

  async close(): Promise<void> {
    await this.#committed
    await this.#seal()
    await this.#folder?.close()
    this.#folder = null
  }

  async #commitAll(): Promise<void> {
    this.#isCommitting = true
    while (this.#queue.length > 0) {
      const group = this.#queue
      this.#queue = []
      const error = await this.#commitGroup(group)
      for (const { resolve, reject } of group) error ? reject(error) : resolve()
    }
    this.#isCommitting = false
  }

  /** @returns why it could not be written, or null */
  async #commitGroup(group: Appending[]): Promise<unknown> {
    const bytes = Buffer.concat(group.flatMap(({ records }) => records))
    if (performance.now() < this.#restUntil) return new Error('the journal could not be written a moment ago')
    if (this.stats.bytes + bytes.length > this.#options.bytesMost) return this.#refuse()
    try {
      await this.#commit(bytes)
      this.stats.appended += group.reduce((sum, { records }) => sum + records.length, 0)
      return null
    } catch (error) {
      await this.#fail(error)
      return error
    }
  }

  #refuse(): Error {
    const { dataDir, bytesMost } = this.#options
    log.error({ dataDir, bytesMost }, 'the journal is full: the database has been away for too long')
    this.stats.failures++
    this.#restUntil = performance.now() + REST_MS
    return new Error('the journal is full')
  }

  async #commit(bytes: Buffer): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const segment = this.#open ?? (await this.#openSegment())
      await segment.handle.appendFile(bytes)
      await segment.handle.datasync()
      if (await isInPlace(segment)) return this.#grow(segment, bytes.length)
      // Somebody took us for dead and moved the file away, and may have read it before this was in it.
      await this.#leaveFolder()
    }
    throw new Error('the journal is taken away again and again')
  }

  async #grow(segment: OpenSegment, bytes: number): Promise<void> {
    segment.bytes += bytes
    this.#count(bytes, 0)
    if (this.#isSealWanted || segment.bytes >= this.#options.segmentBytesMost) await this.#seal()
  }

  async #openSegment(): Promise<OpenSegment> {
    const folder = await this.#ownFolder()
    const path = folder.nextPath()
    const handle = await this.#options.openFile(path)
    const { ino: inode } = await handle.stat()
    await syncFolder(folder.path)
    this.#open = { path, bytes: 0, handle, inode }
    this.#count(0, 1)
    return this.#open
  }

  async #ownFolder(): Promise<JournalFolder> {
    this.#folder ??= await JournalFolder.make(this.#options.dataDir)
    return this.#folder
  }

  async #seal(): Promise<void> {
    this.#isSealWanted = false
    const segment = this.#open
    if (!segment) return
    this.#open = null
    await segment.handle.close().catch(() => {}) // every event in it was synced when it was written
    this.#sealed.push(segment)
  }

  /** What was half written is cut off, and the file is not written to again: its state is not known any more. */
  async #fail(error: unknown): Promise<void> {
    log.error({ err: error }, 'clicks could not be written to the journal')
    this.stats.failures++
    this.#restUntil = performance.now() + REST_MS
    const segment = this.#open
    await segment?.handle.truncate(segment.bytes).catch(() => {}) // then its last record is torn
    await this.#seal()
    if (segment?.bytes === 0) await this.drop(segment).catch(() => {}) // an empty file does no harm
  }

  async #leaveFolder(): Promise<void> {
    await this.#open?.handle.close().catch(() => {}) // whoever has the file now looks after it
    const lost = [...this.#sealed.splice(0), ...(this.#open ? [this.#open] : [])]
    for (const { bytes } of lost) this.#count(-bytes, -1)
    this.#open = null
    await this.#folder?.close()
    this.#folder = null
  }

  #count(bytes: number, segments: number): void {
    this.stats.bytes += bytes
    this.stats.segments += segments
  }
}

const DEFAULTS = {
  bytesMost: 1024 * 1024 * 1024,
  segmentBytesMost: 4 * 1024 * 1024,
  openFile: (path: string) => open(path, 'ax', 0o600),
}
const REST_MS = 1000
const TRIES = 3

async function isInPlace({ path, inode }: OpenSegment): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  return found?.ino === inode
}
