import { canParseUrl } from './can-parse-url'
/** Host and path of a web address: what follows may hold a secret, and does not fit on a card. */
export function shortAddress(address: string): string {
  if (!canParseUrl(address)) return address
  const { host, pathname } = new URL(address)
  return `${host}${pathname === '/' ? '' : pathname}`
}
