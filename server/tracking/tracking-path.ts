import type { LinkKey } from './link-cache'

/** A tracking address taken apart. `rest` is what follows the link: a token, or on the long form a session id. */
export type TrackingPath = { key: LinkKey; rest: string | null; path: string }

/**
 * Reads `/r/<slug>[/<token>]` and `/redirect/<link-id>[/<session-id or token>]`; null for any other path.
 * The query string is left out: it never decides anything. `path` is the address without what follows the link.
 */
export function readTrackingPath(url: string): TrackingPath | null {
  const by = url.startsWith('/r/') ? 'slug' : url.startsWith('/redirect/') ? 'id' : null
  if (!by) return null
  const start = by === 'slug' ? 3 : 10
  const query = url.indexOf('?')
  const end = query < 0 ? url.length : query
  const slash = url.indexOf('/', start)
  const linkEnd = slash < 0 || slash > end ? end : slash
  const value = decoded(url.slice(start, linkEnd))
  if (!value) return null
  const rest = url.slice(linkEnd + 1, end)
  return { key: { by, value }, rest: rest === '' ? null : rest, path: url.slice(0, linkEnd) }
}

function decoded(segment: string): string {
  if (!segment.includes('%')) return segment
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
