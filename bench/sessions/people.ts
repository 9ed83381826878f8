import { homeAddress, mobileAddress, proxyAddress } from './addresses'
import {
  androidChrome,
  chrome,
  edge,
  firefox,
  iphone,
  oldBrowser,
  otherChromium,
  safari,
  samsung,
  textBrowser,
  webView,
} from './browsers'
import type { Mailing, Session, SessionRequest } from './session'
import { around, between, chance, HOUR, MINUTE, SECOND, type Variation, variant } from './variation'

/** Who clicks, where from and with what. */
export type Person = Pick<SessionRequest, 'ip' | 'headers' | 'keepsCookies'>

type Browser = (vary: Variation) => string
type Place = (vary: Variation) => string

export function person(vary: Variation, browser: Browser, place: Place = homeAddress): Person {
  const headers: Record<string, string> = {
    'user-agent': browser(vary),
    accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    'accept-language': variant(
      vary,
      ['en-US,en;q=0.9', 'de-DE,de;q=0.9,en;q=0.8', 'fr-FR'],
      ['en-GB,en;q=0.9', 'pl-PL,pl;q=0.9', 'ja', 'pt-BR,pt;q=0.8'],
    ),
  }
  // Mail programs send no referrer, pages that show mail may.
  if (chance(vary, 0.35))
    headers.referer = variant(
      vary,
      ['https://mail.google.com/', 'https://outlook.live.com/'],
      ['https://mail.yahoo.com/', 'https://outlook.office.com/', 'https://webmail.example.org/'],
    )
  return { ip: place(vary), headers, keepsCookies: chance(vary, 0.9) }
}

/** When somebody first clicks: half of them within the hour, but hardly anybody within half a minute. */
export function whenRead(vary: Variation): number {
  const median = vary.half === 'tuning' ? 50 * MINUTE : 90 * MINUTE
  return Math.min(14 * 24 * HOUR, Math.max(30 * SECOND, around(vary, median, 1.8)))
}

export function clickOf(who: Person, afterMs: number, target: number): SessionRequest {
  return { ...who, afterMs, by: 'person', method: 'GET', target }
}

export function anyLink(vary: Variation, links: number): number {
  return chance(vary, 0.6) ? 0 : between(vary, 0, links - 1)
}

type Made = { links: number; requests: SessionRequest[] }

function people(name: string, make: (vary: Variation) => Made): [string, (vary: Variation) => Mailing] {
  return [name, (vary) => mailing(vary, name, make(vary))]
}

function mailing({ half }: Variation, name: string, { links, requests }: Made): Mailing {
  return { links, sessions: [{ class: name, group: 'people', half, requests }] }
}

/** A person who reads, clicks, and mostly leaves it at that; one in six comes back for another link. */
function reader(browser: Browser, place?: Place) {
  return (vary: Variation): Made => {
    const links = between(vary, 1, 9)
    const who = person(vary, browser, place)
    const first = whenRead(vary)
    const requests = [clickOf(who, first, anyLink(vary, links))]
    if (chance(vary, 0.17)) requests.push(clickOf(who, first + pauseOf(vary), between(vary, 0, links - 1)))
    return { links, requests }
  }
}

/** Between two links that somebody really looks at. */
function pauseOf(vary: Variation): number {
  return Math.max(6 * SECOND, around(vary, vary.half === 'tuning' ? 40 * SECOND : 25 * SECOND, 1))
}

/** Several links one after the other; now and then the next one is opened before the last has loaded. */
function severalLinks(vary: Variation): Made {
  const links = between(vary, 4, 10)
  const who = person(vary, variant(vary, [chrome, firefox], [safari, edge, iphone]))
  const count = between(vary, 2, Math.min(5, links - 1))
  let at = whenRead(vary)
  const requests = Array.from({ length: count }, (_, n) => {
    at += n === 0 ? 0 : Math.max(1_200, around(vary, vary.half === 'tuning' ? 25 * SECOND : 18 * SECOND, 1))
    return clickOf(who, at, n)
  })
  return { links, requests }
}

/** A newsletter in which everything is worth a look: every link is opened within minutes, each read for a while. */
function everyLink(vary: Variation): Made {
  const links = between(vary, 2, 5)
  const who = person(vary, variant(vary, [chrome, safari], [firefox, edge]))
  let at = whenRead(vary)
  const requests = Array.from({ length: links }, (_, n) => {
    at += n === 0 ? 0 : Math.max(8 * SECOND, around(vary, 45 * SECOND, 0.8))
    return clickOf(who, at, n)
  })
  return { links, requests }
}

/** Two links into two tabs, to be read later. */
function twoTabs(vary: Variation): Made {
  const links = between(vary, 2, 9)
  const who = person(vary, variant(vary, [chrome, firefox], [edge, safari, otherChromium]))
  const at = whenRead(vary)
  const gap = vary.half === 'tuning' ? between(vary, 1_100, 4_500) : between(vary, 900, 4_900)
  return { links, requests: [clickOf(who, at, 0), clickOf(who, at + gap, 1)] }
}

/** The same link, twice. */
function doubleClick(vary: Variation): Made {
  const links = between(vary, 1, 9)
  const who = person(vary, variant(vary, [chrome, edge], [firefox, safari, samsung]))
  const [at, target] = [whenRead(vary), anyLink(vary, links)]
  const gap = vary.half === 'tuning' ? between(vary, 90, 500) : between(vary, 60, 900)
  const requests = [clickOf(who, at, target), clickOf(who, at + gap, target)]
  if (chance(vary, 0.2)) requests.push(clickOf(who, at + gap + between(vary, 500, 4_000), target))
  return { links, requests }
}

/** Somebody who waits for the mail: a confirmation, a download. */
function atOnce(vary: Variation): Made {
  const links = between(vary, 1, 4)
  const who = person(vary, variant(vary, [chrome, iphone], [androidChrome, safari, edge]))
  const after = vary.half === 'tuning' ? between(vary, 4_000, 30_000) : between(vary, 3_000, 45_000)
  return { links, requests: [clickOf(who, after, 0)] }
}

/** No language, no referrer, no cookies; some change their address with every connection. */
function privacyBrowser(vary: Variation): Made {
  const made = reader(variant(vary, [firefox], [firefox, chrome]))(vary)
  const changes = chance(vary, 0.3)
  return {
    ...made,
    requests: made.requests.map((request) => {
      const { 'accept-language': _, referer: __, ...headers } = request.headers
      return { ...request, headers, keepsCookies: false, ip: changes ? homeAddress(vary) : request.ip }
    }),
  }
}

/** A screen reader or a switch works an ordinary browser, slowly, and often follows one link after the other. */
function accessibility(vary: Variation): Made {
  const links = between(vary, 2, 8)
  const who = person(vary, variant(vary, [firefox, chrome], [safari, edge]))
  let at = whenRead(vary)
  const requests = Array.from({ length: between(vary, 1, links) }, (_, n) => {
    at += n === 0 ? 0 : Math.max(10 * SECOND, around(vary, 70 * SECOND, 0.7))
    return clickOf(who, at, n)
  })
  return { links, requests }
}

/** The recipient clicks and passes the mail on; colleagues click the recipient's links. */
function passedOn(vary: Variation): Made {
  const links = between(vary, 2, 6)
  let at = whenRead(vary)
  const requests = [clickOf(person(vary, chrome), at, 0)]
  for (let n = between(vary, 1, 4); n > 0; n--) {
    at += Math.max(20 * SECOND, around(vary, 30 * MINUTE, 1.5))
    requests.push(
      clickOf(
        person(vary, variant(vary, [edge, iphone], [safari, firefox])),
        at,
        between(vary, 0, links - 1),
      ),
    )
  }
  return { links, requests }
}

/** A company behind one address reads the same newsletter; after a hint in the chat, within a minute of each other. */
function company(
  name: string,
  agentOf: (vary: Variation) => Browser,
): [string, (vary: Variation) => Mailing] {
  const make = (vary: Variation): Mailing => {
    const links = between(vary, 2, 6)
    const ip = proxyAddress(vary)
    const browser = agentOf(vary)
    const together = whenRead(vary)
    const within = vary.half === 'tuning' ? 60 * SECOND : 40 * SECOND
    const sessions = Array.from({ length: between(vary, 3, 12) }, (): Session => {
      const who = person(vary, browser, () => ip)
      const at = chance(vary, 0.6) ? together + between(vary, 0, within) : whenRead(vary)
      const requests = [clickOf(who, at, anyLink(vary, links))]
      if (chance(vary, 0.15)) requests.push(clickOf(who, at + pauseOf(vary), between(vary, 0, links - 1)))
      return { class: name, group: 'people', half: vary.half, requests }
    })
    return { links, sessions }
  }
  return [name, make]
}

/** Everybody on one terminal server has the very same browser. */
function oneBrowser(vary: Variation): Browser {
  const agent = variant(vary, [edge, chrome], [firefox, edge])(vary)
  return () => agent
}

const anyDesktop: Browser = (vary) => variant(vary, [chrome, edge, firefox], [chrome, edge, safari])(vary)

/** Mailings of people, by class. */
export const peopleClasses = new Map([
  people('desktop Chrome', reader(chrome)),
  people('desktop Firefox', reader(firefox)),
  people('desktop Safari', reader(safari)),
  people('desktop Edge', reader(edge)),
  people('other desktop browsers', reader(otherChromium)),
  people('iPhone and iPad', reader(iphone, mobileAddress)),
  people('Android Chrome', reader(androidChrome, mobileAddress)),
  people('Samsung Internet', reader(samsung, mobileAddress)),
  people('web views of apps', reader(webView, mobileAddress)),
  people('several links in a row', severalLinks),
  people('every link, one by one', everyLink),
  people('two links into two tabs', twoTabs),
  people('double clicks', doubleClick),
  people('seconds after the delivery', atOnce),
  people('privacy browsers', privacyBrowser),
  people('old browsers', reader(oldBrowser)),
  people('text browsers', reader(textBrowser)),
  people('accessibility tools', accessibility),
  people('passed on to others', passedOn),
  company('a company behind one proxy', () => anyDesktop),
  company('a terminal server', oneBrowser),
])
