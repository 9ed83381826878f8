import { LRUCache } from 'lru-cache'
import { collectionOf } from '../db/collection-of'
import { Links } from '../links/link'
import { log } from '../log'
import { type KnownLink, knowLink, knownLinkFields, type LinkFields } from './known-link'

export type LinkKey = { by: 'slug' | 'id'; value: string }

type LinkCacheOptions = {
  linksMost?: number
  /** How often changes are asked for; a change is served everywhere within this and the time of one query (I5). */
  refreshMs?: number
}

/**
 * The links that clicks ask for, in memory: a known link costs no database read. Other processes' changes are
 * read every second by `updatedAt`, reaching back further than clocks differ, so reading a change again is normal.
 */
export class LinkCache {
  readonly #byId: LRUCache<string, KnownLink>
  readonly #idBySlug: LRUCache<string, string>
  readonly #unknown = new LRUCache<string, true>({ max: 10_000, ttl: UNKNOWN_MS })
  readonly #loading = new Map<string, Promise<KnownLink | null>>()
  readonly #refreshMs: number
  /** Counts changes seen, so that an answer read before a change does not overwrite it. */
  #changes = 0
  #readUntil = Date.now()
  /** Every link there is, is in memory: what is not there does not exist, or not for longer than a refresh. */
  #isComplete = false
  #timer: NodeJS.Timeout | null = null
  readonly #afterRefresh: (() => void)[] = []

  constructor({ linksMost = 50_000, refreshMs = 1000 }: LinkCacheOptions = {}) {
    this.#byId = new LRUCache({ max: linksMost })
    this.#idBySlug = new LRUCache({ max: linksMost })
    this.#refreshMs = refreshMs
  }

  get size(): number {
    return this.#byId.size
  }

  /** Every link is in memory, so asking the database for another one is (almost) in vain. */
  get isComplete(): boolean {
    return this.#isComplete
  }

  /**
   * Knows the latest links before the first click, then reads all others, as many as fit, and watches for changes
   * until {@link stop}. So a link that nobody has clicked yet is known too when the database goes away.
   */
  async start(): Promise<void> {
    const latest = await collectionOf(Links)
      .find({}, readOptions())
      .sort({ updatedAt: -1 })
      .limit(PRELOADED)
      .toArray()
    for (const link of latest.reverse()) this.#learn(link)
    this.#isComplete = latest.length < PRELOADED
    this.#watch()
    if (!this.#isComplete) void this.#readAll()
  }

  stop(): void {
    clearTimeout(this.#timer ?? undefined)
    this.#timer = null
    for (const goOn of this.#afterRefresh.splice(0)) goOn()
  }

  /**
   * The link at once when it is known, else read from the database, once however many ask.
   * @throws when the database does not answer
   */
  find(key: LinkKey): KnownLink | null | Promise<KnownLink | null> {
    return this.findKnown(key) ?? (this.#unknown.has(nameOf(key)) ? null : this.#load(key))
  }

  /** The link as the next refresh will know it: no question of its own, however many are asked for. */
  async findAfterRefresh(key: LinkKey): Promise<KnownLink | null> {
    if (this.#timer) await new Promise<void>((resolve) => this.#afterRefresh.push(resolve))
    return this.findKnown(key) ?? null
  }

  /** The link when it is in memory. */
  findKnown({ by, value }: LinkKey): KnownLink | undefined {
    const id = by === 'id' ? value : this.#idBySlug.get(value)
    return id === undefined ? undefined : this.#byId.get(id)
  }

  /** Reads what has changed since the last time. */
  async refresh(): Promise<void> {
    const startedAt = Date.now()
    const since = new Date(this.#readUntil - CLOCKS_DIFFER_MS)
    const changed = await collectionOf(Links)
      .find({ updatedAt: { $gte: since } }, readOptions())
      .toArray()
    for (const link of changed) {
      if (this.#isComplete || this.#byId.has(link._id)) this.#learn(link)
      this.#unknown.delete(nameOf({ by: 'slug', value: link.slug }))
      this.#unknown.delete(nameOf({ by: 'id', value: link._id }))
    }
    if (changed.length > 0) this.#changes++
    this.#readUntil = startedAt
  }

  /** By id, a thousand at a time: clicks go on meanwhile. Changes since then are the refresh's, and younger. */
  async #readAll(): Promise<void> {
    let after = ''
    while (this.size < this.#byId.max) {
      const page = await this.#readPage(after).catch((error) => {
        if (this.#timer) log.warn({ err: error }, 'links could not be read ahead; trying again')
        return null
      })
      if (!this.#timer) return
      if (!page) {
        await new Promise((resolve) => setTimeout(resolve, this.#refreshMs).unref())
        continue
      }
      for (const link of page) if (!this.#byId.has(link._id)) this.#learn(link)
      after = page.at(-1)?._id ?? ''
      if (page.length < PAGE) {
        this.#isComplete = true
        return
      }
    }
  }

  #readPage(after: string): Promise<LinkFields[]> {
    return collectionOf(Links)
      .find({ _id: { $gt: after } }, readOptions())
      .sort({ _id: 1 })
      .limit(PAGE)
      .toArray()
  }

  #watch(): void {
    this.#timer = setTimeout(async () => {
      const waiting = this.#afterRefresh.splice(0)
      try {
        await this.refresh()
      } catch (error) {
        // Once it is stopped, the connection may be closed under it.
        if (this.#timer) log.warn({ err: error }, 'changed links could not be read')
      }
      for (const goOn of waiting) goOn()
      if (this.#timer) this.#watch()
    }, this.#refreshMs)
    this.#timer.unref()
  }

  #load(key: LinkKey): Promise<KnownLink | null> {
    const name = nameOf(key)
    const running = this.#loading.get(name)
    if (running) return running
    const loading = this.#read(key).finally(() => this.#loading.delete(name))
    this.#loading.set(name, loading)
    return loading
  }

  async #read(key: LinkKey): Promise<KnownLink | null> {
    const changes = this.#changes
    const filter = key.by === 'id' ? { _id: key.value } : { slug: key.value }
    const link = await collectionOf(Links).findOne(filter, readOptions())
    if (!link) {
      this.#unknown.set(nameOf(key), true)
      return null
    }
    // A change that arrived meanwhile may be younger than what was read: then the next click reads again.
    return changes === this.#changes ? this.#learn(link) : knowLink(link)
  }

  #learn(link: LinkFields): KnownLink | null {
    const known = knowLink(link)
    const before = this.#byId.peek(link._id)
    if (before && before.slug !== link.slug) this.#idBySlug.delete(before.slug)
    if (!known) {
      this.#byId.delete(link._id)
      return null
    }
    if (this.size >= this.#byId.max) this.#isComplete = false
    this.#byId.set(link._id, known)
    this.#idBySlug.set(link.slug, link._id)
    return known
  }
}

/** A frozen database answers nothing at all, so the time limit is kept on this side too. */
function readOptions() {
  return { projection: knownLinkFields, maxTimeMS: READ_MS, signal: AbortSignal.timeout(READ_MS) }
}

function nameOf({ by, value }: LinkKey): string {
  return `${by} ${value}`
}

const PRELOADED = 10_000
const PAGE = 1000
const UNKNOWN_MS = 2000
const READ_MS = 5000
const CLOCKS_DIFFER_MS = 30_000
