import { LRUCache } from 'lru-cache'

/**
 * Says whether one more from this address is within the limit. Counted in this process alone: several of them let
 * through several times as much, which is still bounded.
 */
export function makeRateLimit({ most, withinMs }: { most: number; withinMs: number }) {
  // Each entry ends when its window does; reading it does not renew it.
  const counts = new LRUCache<string, { count: number }>({ max: 50_000, ttl: withinMs })
  return (address: string): boolean => {
    const entry = counts.get(address)
    if (entry) return ++entry.count <= most
    counts.set(address, { count: 1 })
    return true
  }
}
