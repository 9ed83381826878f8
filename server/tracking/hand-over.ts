import type { SeenClick } from './click-event'
import { signVisit } from './visit-token'

/** What the tracker script of the destination page looks for, and takes out of the address at once. */
export const HANDED_OVER = 'sy_visit'

/**
 * The destination with one parameter more, before the fragment, by which the tracker script of that page knows the
 * visitor: where the link recognises visitors, by their visitor id, else by the recipient of the token (?10). Who is
 * neither is told of to nobody.
 */
export function handOver(
  location: string,
  { visitorId, ids }: Pick<SeenClick, 'visitorId' | 'ids'>,
  secret: string,
): string {
  const recipientId = ids?.recipientId
  if (!visitorId && !recipientId) return location
  const token = signVisit(visitorId ? { visitorId } : { prospectId: recipientId ?? '' }, secret)
  const hash = location.indexOf('#')
  const before = hash < 0 ? location : location.slice(0, hash)
  const fragment = hash < 0 ? '' : location.slice(hash)
  const joint = !before.includes('?') ? '?' : /[?&]$/.test(before) ? '' : '&'
  return `${before}${joint}${HANDED_OVER}=${token}${fragment}`
}
