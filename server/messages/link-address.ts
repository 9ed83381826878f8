import type { LinkType } from '@/workflows/references'
import { checkDestination } from '../tracking/check-destination'

export type LinkAddress = { ok: true; type: LinkType; destination: string } | { ok: false; message: string }

/**
 * Reads what an author wrote as the address of a link: web pages by http or https, `tel:` and `sms:` numbers,
 * `mailto:` addresses. Everything else is refused with what to do instead (?18).
 * Control characters and line breaks are left out first, as browsers do, so they cannot hide a scheme.
 */
export function readLinkAddress(href: string): LinkAddress {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters browsers drop
  const address = href.replace(/[\u0000-\u001f\u007f]/g, '').trim()
  if (!address) return refused('Give the link an address, such as https://example.com')
  if (/\{\{|\{%/.test(address))
    return refused(
      `“${shortened(address)}” has a merge field in its address; a tracked link has one destination for everybody, so take the merge field out`,
    )
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1]?.toLowerCase()
  if (!scheme) return refused(`“${shortened(address)}” is not a full address; start it with https://`)
  if (scheme === 'tel' || scheme === 'sms') return { ok: true, type: 'phone', destination: address }
  if (scheme === 'mailto') return { ok: true, type: 'email', destination: address }
  if (scheme !== 'http' && scheme !== 'https')
    return refused(
      `“${scheme}:” addresses cannot be linked from an email; use https://, mailto: or tel: instead`,
    )
  const checked = checkDestination(href)
  return checked.ok ? { ok: true, type: 'url', destination: checked.destination } : refused(checked.message)
}

function refused(message: string): LinkAddress {
  return { ok: false, message }
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
