import { LRUCache } from 'lru-cache'

/**
 * A limit by address. Counted in this process alone: several of them let through several times as much, which is
 * still bounded.
 */
export class RateLimit {
  readonly #most: number
  /** Each entry ends when its window does; reading it does not renew it. */
  readonly #counts: LRUCache<string, { count: number }>

  constructor({ most, withinMs }: { most: number; withinMs: number }) {
    this.#most = most
    this.#counts = new LRUCache({ max: 50_000, ttl: withinMs })
  }

  /** Counts one more, and says whether that is within the limit. */
  take(address: string): boolean {
    const entry = this.#counts.get(address)
    if (entry) return ++entry.count <= this.#most
    this.#counts.set(address, { count: 1 })
    return true
  }

  /** One of those that were counted turned out not to be meant. */
  giveBack(address: string): void {
    const entry = this.#counts.get(address)
    if (entry) entry.count--
  }
}
