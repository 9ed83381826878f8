import { randomBytes } from 'node:crypto'

/** The visitor id in a Cookie header, or null. */
export function readVisitorId(cookies: string | undefined): string | null {
  if (!cookies) return null
  return /(?:^|;\s*)sy_visitor=([0-9a-f]{24})(?:;|$)/.exec(cookies)?.[1] ?? null
}

/** A new visitor id: nobody can guess another visitor's from it. */
export function newVisitorId(): string {
  return randomBytes(12).toString('hex')
}

/** The Set-Cookie header that lets this visitor be recognised for a year, by us alone. */
export function visitorCookie(visitorId: string, isSecure: boolean): string {
  return `sy_visitor=${visitorId}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}
