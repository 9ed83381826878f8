import { newId } from '../db/new-id'
import { readToken, signToken, type TokenKey } from './token'

/** Whom a page is told about: a prospect, or a visitor whom nobody may know yet. */
export type Whom = { prospectId: string } | { visitorId: string }

/**
 * Tells the tracker script of a page who came: a redirect hands it over, or a site's own server says who is signed in.
 * It is good for a day; the ids can be read by whoever holds it.
 * @throws RangeError when an id is not 24 hex digits
 */
export function signVisit(whom: Whom, secret: string): string {
  // In the place of the message: a new id begins with the time it was made.
  const messageId = newId()
  return 'prospectId' in whom
    ? signToken({ recipientId: whom.prospectId, messageId }, PROSPECT, secret)
    : signToken({ recipientId: whom.visitorId, messageId }, VISITOR, secret)
}

/** Whom a token tells of; null when it was not signed here, or is too old. */
export function readVisit(text: string, keys: readonly TokenKey[], at = Date.now()): Whom | null {
  for (const purpose of [VISITOR, PROSPECT]) {
    const ids = readToken(text, purpose, keys)
    if (!ids?.recipientId || !isFresh(ids.messageId, at)) continue
    return purpose === VISITOR ? { visitorId: ids.recipientId } : { prospectId: ids.recipientId }
  }
  return null
}

function isFresh(timed: string | null, at: number): boolean {
  const madeAt = Number.parseInt(timed?.slice(0, 8) ?? '', 16) * 1000
  return Math.abs(at - madeAt) < GOOD_FOR_MS
}

/** What these tokens are for; no link has an id like these. */
const VISITOR = 'visitor'
const PROSPECT = 'visiting prospect'
const GOOD_FOR_MS = 24 * 60 * 60_000
