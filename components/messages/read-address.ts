import { canParseUrl } from '@/workflows/can-parse-url'
export type ReadAddress = { ok: true; href: string } | { ok: false; message: string }

/**
 * What a person typed as the address of a link, completed: `example.com` becomes https, an address with @ becomes
 * mailto, a number becomes tel. A first answer while typing; the server judges again (?18).
 */
export function readAddress(typed: string): ReadAddress {
  const text = typed.trim()
  if (!text) return refused('Enter an address, such as https://example.com.')
  if (/^\{\{\s*unsubscribeUrl\s*\}\}$/.test(text)) return { ok: true, href: '{{ unsubscribeUrl }}' }
  if (/\{\{|\{%/.test(text))
    return refused('A tracked link has one destination for everybody; take the merge field out.')
  if (/^[^\s@:/]+@[^\s@]+\.[^\s@]+$/.test(text)) return { ok: true, href: `mailto:${text}` }
  if (/^\+?[\d\s()./-]{5,}$/.test(text)) return { ok: true, href: `tel:${text.replace(/[^\d+]/g, '')}` }
  if (/^(mailto|tel|sms):\S/i.test(text)) return { ok: true, href: text }
  // `example.com:8080` is a host with a port, not a scheme.
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text)?.[1]?.toLowerCase()
  if (!scheme) return readWebAddress(`https://${text}`)
  if (scheme === 'http' || scheme === 'https') return readWebAddress(text)
  return refused(`“${scheme}:” cannot be linked from an email; use https://, mailto: or tel:.`)
}

function readWebAddress(href: string): ReadAddress {
  if (/\s/.test(href) || !canParseUrl(href)) return refused('This is not a web address; check it for typos.')
  const { hostname, username, password } = new URL(href)
  if (username || password) return refused('Take the user name and password out of the address.')
  if (!hostname.includes('.') && hostname !== 'localhost' && !hostname.startsWith('['))
    return refused('This is not a web address; check the part before the first /.')
  return { ok: true, href }
}

function refused(message: string): ReadAddress {
  return { ok: false, message }
}
