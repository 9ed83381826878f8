import { domainToASCII, domainToUnicode } from 'node:url'
import { z } from 'zod'

/** The usual form, and top-level domains such as “рф”, which are `xn--p1ai` in ASCII. */
const pattern =
  /^(?!\.)(?!.*\.\.)[a-z0-9_'+\-.]*[a-z0-9_+-]@([a-z0-9][a-z0-9-]*\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/i

/**
 * An address as it comes in, in the form in which it is stored.
 *
 * Letters beyond ASCII are taken in the domain only. Before the @ they need SMTPUTF8 from every server on the way, and
 * nodemailer sends such an address even where the first one does not offer it, so those mails would get lost.
 */
export const emailSchema = z
  .string()
  .overwrite(normaliseEmail)
  .pipe(z.email({ pattern, error: ({ input }) => whyNot(String(input)) }).max(320))

/** The one form of all spellings of an address: small letters, the domain in ASCII (IDNA). What is none stays one. */
export function normaliseEmail(text: string): string {
  const address = text.trim().toLowerCase()
  const [, local, domain] = international.exec(address) ?? []
  return domain ? `${local}${domainToASCII(domain) || domain}` : address
}

/** With something beyond ASCII in the domain, and nothing in it at which an address of the web would end. */
const international = /^([^@]*@)(?=.*[^\p{ASCII}])([a-z0-9.\-\u{80}-\u{10FFFF}]+)$/u

/** The address as its owner writes it; the same one for most. */
export function readableEmail(address: string): string {
  const at = address.lastIndexOf('@') + 1
  return address.includes('xn--', at)
    ? `${address.slice(0, at)}${domainToUnicode(address.slice(at))}`
    : address
}

function whyNot(address: string): string {
  const [, letter] = /^[^@]*?([^\p{ASCII}])[^@]*@[^@]*$/u.exec(address.normalize()) ?? []
  return letter
    ? `Many mail servers do not deliver to addresses with “${letter}” before the @. Enter another address`
    : 'Enter a valid email address'
}
