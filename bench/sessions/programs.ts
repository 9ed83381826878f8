import { dataCentreAddress, microsoftAddress } from './addresses'
import { wornAgent } from './browsers'
import { declaredAgents } from './declared-agents'
import type { Group, Mailing, SessionRequest } from './session'
import { around, between, chance, HOUR, MINUTE, SECOND, type Variation, variant } from './variation'

export type Program = Pick<SessionRequest, 'ip' | 'headers' | 'keepsCookies'>
export type Target = SessionRequest['target']

export function fetchOf(
  program: Program,
  afterMs: number,
  target: Target,
  method: 'GET' | 'HEAD' = 'GET',
): SessionRequest {
  return { ...program, afterMs, by: 'program', method, target }
}

/** A program that wears the agent of a browser; half of them send a language as browsers do. */
export function disguised(vary: Variation, place = dataCentreAddress): Program {
  const headers: Record<string, string> = { 'user-agent': wornAgent(vary), accept: '*/*' }
  if (chance(vary, 0.5))
    headers['accept-language'] = variant(vary, ['en-US,en;q=0.9'], ['en-US', 'en-GB,en;q=0.8'])
  return { ip: place(vary), headers, keepsCookies: false }
}

/** Programs that declare themselves, each class with the links it looks at. */
export function declared(name: keyof typeof declaredAgents): [string, (vary: Variation) => Mailing] {
  return [
    name,
    (vary) => {
      const links = between(vary, 1, 8)
      const agent = vary.random.pick<string>(declaredAgents[name][vary.half])
      const headers: Record<string, string> = { accept: '*/*', ...(agent ? { 'user-agent': agent } : {}) }
      const program = { ip: dataCentreAddress(vary), headers, keepsCookies: false }
      const count = chance(vary, 0.5) ? 1 : between(vary, 1, links)
      const start = between(vary, 500, 6 * HOUR)
      const requests = Array.from({ length: count }, (_, n) =>
        fetchOf(program, start + n * between(vary, 50, 8_000), n, chance(vary, 0.1) ? 'HEAD' : 'GET'),
      )
      return { links, sessions: [{ class: name, group: 'declared programs', half: vary.half, requests }] }
    },
  ]
}

export const declaredClasses = new Map(
  (Object.keys(declaredAgents) as (keyof typeof declaredAgents)[]).map((name) => declared(name)),
)

/** How a scanner goes through a message. */
export type Scan = {
  links: number
  /** Which ones it follows, in this order. */
  targets: Target[]
  startMs: number
  gapMs: () => number
  /** Who fetches each; the same one again and again, or another every time. */
  program: () => Program
}

export function requestsOf({ targets, startMs, gapMs, program }: Scan): SessionRequest[] {
  let at = startMs
  return targets.map((target, n) => {
    at += n === 0 ? 0 : gapMs()
    return fetchOf(program(), at, target)
  })
}

export function everyLinkOf(vary: Variation, links: number, hidden: number): Target[] {
  const all: Target[] = Array.from({ length: links }, (_, n) => n)
  const order = chance(vary, 0.3) ? vary.random.shuffled(all) : all
  return chance(vary, hidden) ? [...order, 'hidden link'] : order
}

function one<Item>(item: Item): () => Item {
  return () => item
}

export type Scanner = (vary: Variation) => Scan

/** Microsoft's detonation: a browser from several of its addresses, seconds to minutes after the delivery. */
const defender: Scanner = (vary) => {
  const links = between(vary, 2, 8)
  const hosts = Array.from({ length: between(vary, 1, 4) }, () => disguised(vary, microsoftAddress))
  return {
    links,
    targets: everyLinkOf(vary, links, 0.6),
    startMs: between(vary, vary.half === 'tuning' ? 2_000 : 1_000, 4 * MINUTE),
    gapMs: () => between(vary, 100, vary.half === 'tuning' ? 2_500 : 3_500),
    program: () => vary.random.pick(hosts),
  }
}

/** A gateway in front of the mailbox: all links while the message is being handed over, or right after it. */
function gateway(gap: [number, number], start: [number, number], hidden = 0.8): Scanner {
  return (vary) => {
    const links = between(vary, 2, 10)
    const stretch = vary.half === 'tuning' ? 1 : 1.4
    return {
      links,
      targets: everyLinkOf(vary, links, hidden),
      startMs: between(vary, start[0], start[1] * stretch),
      gapMs: () => between(vary, gap[0], gap[1] * stretch),
      program: one(disguised(vary)),
    }
  }
}

/** Every link from another address with another agent. */
const distributed: Scanner = (vary) => ({
  ...gateway([50, 2_000], [1_000, 90_000], 0.6)(vary),
  program: () => disguised(vary),
})

/** Two links of several, or three, and no more. */
const someLinks: Scanner = (vary) => {
  const links = between(vary, 4, 9)
  const targets = vary.random
    .shuffled(Array.from({ length: links }, (_, n) => n))
    .slice(0, between(vary, 2, 3))
  return { ...gateway([50, 2_500], [1_000, 60_000])(vary), links, targets }
}

const hoursLater: Scanner = (vary) => ({
  ...gateway([100, 2_500], [0, 0], 0.6)(vary),
  startMs: between(vary, 1 * HOUR, (vary.half === 'tuning' ? 24 : 60) * HOUR),
})

/** All links, so slowly that no two fall into five seconds. */
const slowly: Scanner = (vary) => {
  const links = between(vary, 3, 6)
  const gap = between(vary, 5_200, Math.floor((28 * SECOND) / (links - 1)) - 200)
  return {
    ...gateway([gap, gap + 100], [5_000, 120_000], 0.6)(vary),
    links,
    targets: everyLinkOf(vary, links, 0.6),
  }
}

const bursts: [string, Scanner][] = [
  ['Defender detonation', defender],
  ['Mimecast', gateway([200, 1_500], [-1_500, 5_000])],
  ['Proofpoint', gateway([5, 120], [-1_000, 20_000])],
  ['Barracuda', gateway([300, 1_800], [500, 60_000], 0.9)],
  ['Cisco IronPort', gateway([20, 600], [-800, 8_000], 0.7)],
  ['Trend Micro', gateway([500, 2_800], [2_000, 5 * MINUTE], 0.5)],
  ['Symantec', gateway([40, 900], [200, 30_000], 0.7)],
  ['Sophos', gateway([100, 1_600], [1_000, 40_000], 0.7)],
  ['a sandbox, every link', gateway([800, 3_500], [5_000, 10 * MINUTE], 0.4)],
  ['a sandbox, some links', someLinks],
  ['every link from elsewhere', distributed],
  ['every link, hours later', hoursLater],
  ['every link, slowly', slowly],
]

/** One click only: nothing else of the message was touched but, sometimes, the hidden link. */
const single: [string, Group, Scanner][] = [
  [
    'the only link of a message',
    'single clicks of programs',
    (vary) => ({
      ...gateway([50, 2_000], [-500, 60_000])(vary),
      links: 1,
      targets: everyLinkOf(vary, 1, 0.7),
    }),
  ],
  [
    'the first link, during the delivery',
    'single clicks of programs',
    (vary) => ({ ...gateway([0, 0], [-1_000, 1_400])(vary), targets: [0] }),
  ],
  [
    'the first link, seconds later',
    'cannot be told apart',
    (vary) => ({ ...gateway([0, 0], [2_500, 60_000])(vary), targets: [0] }),
  ],
  [
    'one link, hours later, from a home',
    'cannot be told apart',
    (vary) => ({
      ...gateway([0, 0], [0, 0])(vary),
      startMs: Math.max(10 * MINUTE, around(vary, 3 * HOUR, 1)),
      targets: [0],
      program: one({ ...disguised(vary, homeOf), keepsCookies: true }),
    }),
  ],
  [
    'every link, minutes between them',
    'cannot be told apart',
    (vary) => ({
      ...gateway([40_000, 6 * MINUTE], [60_000, HOUR])(vary),
      targets: everyLinkOf(vary, 4, 0),
      links: 4,
    }),
  ],
]

function homeOf(vary: Variation): string {
  return vary.half === 'tuning' ? `100.80.${between(vary, 0, 255)}.7` : `100.110.${between(vary, 0, 255)}.9`
}

function scanned(name: string, group: Group, scanner: Scanner): [string, (vary: Variation) => Mailing] {
  return [
    name,
    (vary) => {
      const scan = scanner(vary)
      const session = { class: name, group, half: vary.half, requests: requestsOf(scan) }
      return { links: scan.links, sessions: [session] }
    },
  ]
}

export const scannerClasses = new Map([
  ...bursts.map(([name, scanner]) => scanned(name, 'bursts and all links', scanner)),
  ...single.map(([name, group, scanner]) => scanned(name, group, scanner)),
])
