import { canParseUrl } from '@/workflows/can-parse-url'
export type CheckedDestination =
  | { ok: true; destination: string }
  | { ok: false; code: DestinationProblem; message: string }

export type DestinationProblem =
  | 'empty'
  | 'too-long'
  | 'control-character'
  | 'not-a-url'
  | 'scheme'
  | 'userinfo'
  | 'host'

/**
 * Whether a link may lead to `text` (?18): any http or https address that every browser reads the same way.
 * Answers it without surrounding space and otherwise byte for byte, or what to change.
 */
export function checkDestination(text: string): CheckedDestination {
  const destination = text.trim()
  const problem = firstProblem(destination)
  return problem ? { ok: false, code: problem, message: messages[problem] } : { ok: true, destination }
}

/** As long as the oldest browsers and proxies still take. */
const LONGEST_DESTINATION = 2000

const messages: Record<DestinationProblem, string> = {
  empty: 'Enter the address this link leads to, such as https://example.com/page.',
  'too-long': `Use an address of at most ${LONGEST_DESTINATION} characters.`,
  'control-character': 'Remove line breaks, tabs and other invisible characters from the address.',
  'not-a-url': 'Enter a full address, such as https://example.com/page.',
  scheme: 'Use an address that starts with https:// or http://.',
  userinfo: 'Remove the user name and password (the part before @) from the address.',
  host: 'Check the part between // and the next /: it is not the name of a website.',
}

function firstProblem(destination: string): DestinationProblem | null {
  if (destination === '') return 'empty'
  if (destination.length > LONGEST_DESTINATION) return 'too-long'
  // biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop some of these silently, so they can hide things
  if (/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u.test(destination))
    return 'control-character'
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(destination)?.[1]?.toLowerCase()
  if (scheme === undefined || (isHostWithPort(destination) && !/^https?$/.test(scheme))) return 'not-a-url'
  if (scheme !== 'https' && scheme !== 'http') return 'scheme'
  return hostProblem(destination)
}

/** `example.com:8080/x`: a scheme by the letter, an address that lacks one by intention. */
function isHostWithPort(destination: string): boolean {
  return /^[a-z0-9.-]+:\d+(\/|$)/i.test(destination)
}

/** Browsers read `http:/\host` and `http:host` too; a link that only some programs read alike is refused. */
function hostProblem(destination: string): DestinationProblem | null {
  const authority = /^https?:\/\/([^/?#\\]+)(?=$|[/?#])/i.exec(destination)?.[1]
  if (authority === undefined || !canParseUrl(destination)) return 'not-a-url'
  if (authority.includes('@')) return 'userinfo'
  const { hostname } = new URL(destination)
  const isName = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/.test(hostname)
  return isName || /^\[[0-9a-f:.]+\]$/.test(hostname) ? null : 'host'
}
