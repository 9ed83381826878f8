import { canParseUrl } from '@/workflows/can-parse-url'
import { getEnv } from '../env'
import { guardedCall } from '../net/guarded-call'
import { networkPolicy } from '../net/network-policy'
import { checkDestination } from '../tracking/check-destination'

/** A page as a visitor without a browser gets it; or why it could not be read, as a sentence. */
export type FetchedPage =
  | { ok: true; url: string; status: number; html: string }
  | { ok: false; message: string }

/**
 * Reads a page of the public web, or of this installation itself, following a few redirects. Addresses in private
 * networks are refused (?18), also when a redirect leads there.
 */
export async function fetchPage(address: string): Promise<FetchedPage> {
  let url = address
  for (let hop = 0; hop <= REDIRECTS_MOST; hop++) {
    const checked = checkDestination(url)
    if (!checked.ok) return { ok: false, message: checked.message }
    const answer = await guardedCall(
      { url: checked.destination, method: 'GET', headers, body: null },
      { policy: policyFor(checked.destination), timeoutMs: TIMEOUT_MS, mostBytes: BYTES_MOST },
    )
    if (answer.result !== 'answered') return { ok: false, message: `${answer.message}.` }
    const { status, location, text } = answer
    if (!isRedirect(status) || !location) return { ok: true, url: checked.destination, status, html: text }
    if (!canParseUrl(location, checked.destination))
      return { ok: false, message: 'It redirects to something that is no address.' }
    url = new URL(location, checked.destination).href
  }
  return { ok: false, message: `It redirects more than ${REDIRECTS_MOST} times.` }
}

/** Our own origins may stand on this machine; any other address only where webhooks may call it too. */
function policyFor(url: string) {
  const { baseUrl, trackingUrl } = getEnv()
  const policy = networkPolicy()
  const isOwn = [baseUrl, trackingUrl].some((own) => new URL(own).origin === new URL(url).origin)
  return isOwn ? { ...policy, isAllowed: () => true } : policy
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

const headers = { accept: 'text/html', 'user-agent': 'Switchyard setup check' }
const REDIRECTS_MOST = 5
const TIMEOUT_MS = 8_000
const BYTES_MOST = 2 * 1024 * 1024
