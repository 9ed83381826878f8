import { dataCentreAddress, homeAddress } from './addresses'
import type { Mailing } from './session'
import { between, HOUR, type Variation } from './variation'

/** Pictures of a message are loaded by a proxy, whether somebody reads it or not; nothing is clicked. */
function opened(
  name: string,
  agent: string,
  place: (vary: Variation) => string,
): [string, (vary: Variation) => Mailing] {
  return [
    name,
    (vary) => {
      const headers = { 'user-agent': agent, accept: 'image/*' }
      const open = {
        ip: place(vary),
        headers,
        keepsCookies: false,
        by: 'program',
        method: 'GET',
        target: 'open',
      } as const
      const requests = Array.from({ length: between(vary, 1, 3) }, () => ({
        ...open,
        afterMs: between(vary, 500, 5 * HOUR),
      }))
      return { links: 3, sessions: [{ class: name, group: 'opens', half: vary.half, requests }] }
    },
  ]
}

export const openClasses = new Map([
  opened('Apple Mail Privacy Protection', 'Mozilla/5.0', dataCentreAddress),
  opened(
    'Gmail image proxy',
    'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
    dataCentreAddress,
  ),
  opened(
    'pictures loaded by a person',
    'Mozilla/5.0 (X11; Linux x86_64; rv:138.0) Gecko/20100101 Firefox/138.0',
    homeAddress,
  ),
])
