import type { Link, Utm } from '../links/link'

/**
 * The Tracked URL of a link: its destination with the UTM parameters appended to the end of the query (IR-15).
 * They stand before `#`; a parameter of the same name that was there gives way (?17); every other byte stays.
 */
export function trackedUrl(destination: string, utm: Utm): string {
  const appended = utmPairs(utm)
  if (appended.length === 0) return destination
  const { base, query, fragment } = splitUrl(destination)
  const names = new Set(appended.map(([name]) => name))
  const kept = query === null ? [] : query.split('&').filter((pair) => !names.has(nameOf(pair)))
  // `?` and `?a&` leave an empty last pair, which is the place to append to.
  if (kept.at(-1) === '') kept.pop()
  const pairs = [...kept, ...appended.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)]
  return `${base}?${pairs.join('&')}${fragment}`
}

/** The parameters of `destination` that the UTM parameters take the place of: worth a warning (?17). */
export function replacedParameters(destination: string, utm: Utm): string[] {
  const names = (splitUrl(destination).query ?? '').split('&').map(nameOf)
  return utmPairs(utm)
    .map(([name]) => name)
    .filter((name) => names.includes(name))
}

/** The address people share. It traces nobody by itself (IM-3). */
export function shortUrl(link: Pick<Link, 'slug'>, trackingUrl: string): string {
  return `${trackingUrl}/r/${encodeURIComponent(link.slug)}`
}

/** The same address by the id of the link (TR-3). */
export function longUrl(linkId: string, trackingUrl: string): string {
  return `${trackingUrl}/redirect/${linkId}`
}

/** The address for one recipient. */
export function tokenedUrl(link: Pick<Link, 'slug'>, token: string, trackingUrl: string): string {
  return `${shortUrl(link, trackingUrl)}/${token}`
}

const UTM_NAMES = ['source', 'medium', 'campaign', 'term', 'content'] as const

function utmPairs(utm: Utm): [name: string, value: string][] {
  return UTM_NAMES.filter((name) => utm[name].trim() !== '').map((name) => [`utm_${name}`, utm[name].trim()])
}

function splitUrl(url: string): { base: string; query: string | null; fragment: string } {
  const hash = url.indexOf('#')
  const beforeHash = hash < 0 ? url : url.slice(0, hash)
  const fragment = hash < 0 ? '' : url.slice(hash)
  const mark = beforeHash.indexOf('?')
  if (mark < 0) return { base: beforeHash, query: null, fragment }
  return { base: beforeHash.slice(0, mark), query: beforeHash.slice(mark + 1), fragment }
}

/** The decoded name of a pair such as `utm%5Fsource=x`; as it is written when its encoding is broken. */
function nameOf(pair: string): string {
  const name = pair.split('=', 1)[0] ?? ''
  try {
    return decodeURIComponent(name.replaceAll('+', ' '))
  } catch {
    return name
  }
}
