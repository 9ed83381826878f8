import type { StoredEvent } from '../events/stored-event'
import type { Link } from '../links/link'
import { clickEvent } from '../tracking/click-event'
import { knowLink } from '../tracking/known-link'
import { demoId } from './demo-id'
import { demoLinks } from './demo-links'
import { demoProspectId } from './demo-prospects'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0'
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const crawler = 'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)'

/** Who clicked which link how many hours ago; nobody known when there is no name. */
const clicks: [link: keyof typeof demoLinks, hoursAgo: number, userAgent: string, person?: string][] = [
  ['ad', 70, chrome],
  ['ad', 69, crawler],
  ['ad', 52, firefox, 'tomas'],
  ['ad', 49, iphone],
  ['ad', 30, chrome, 'emma'],
  ['ad', 26, chrome, 'emma'],
  ['ad', 5, iphone],
  ['guide', 44, firefox, 'aiko'],
  ['guide', 43, crawler],
  ['guide', 21, iphone, 'priya'],
  ['guide', 20, chrome],
  ['post', 12, iphone],
  ['post', 11, chrome, 'kai'],
  ['post', 3, firefox],
]

/** Clicks of the last days, as the web process would have recorded them, ready for the inbox. */
export function demoClicks(links: Link[], now: Date): StoredEvent[] {
  return clicks.flatMap(([key, hoursAgo, userAgent, person], index) => {
    const link = links.find(({ _id }) => _id === demoLinks[key].id)
    const known = link && knowLink(link)
    if (!known) return []
    const recipientId = person ? demoProspectId(person) : null
    const event = clickEvent(known, {
      token: recipientId ? 'valid' : 'none',
      ids: recipientId ? { recipientId, messageId: null, senderId: null, sharerId: null } : null,
      sessionId: null,
      visitorId: null,
      ip: `203.0.113.${20 + index}`,
      userAgent,
      referrer: key === 'ad' ? 'https://logistics-weekly.example.com/' : '',
      acceptLanguage: 'en',
      path: `/r/${known.slug}`,
    })
    return [{ ...event, _id: demoId('click', index), at: new Date(now.getTime() - hoursAgo * 3_600_000) }]
  })
}
