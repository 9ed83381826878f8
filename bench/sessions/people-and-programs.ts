import { microsoftAddress } from './addresses'
import { chrome, edge, firefox, iphone, safari } from './browsers'
import { declaredAgents } from './declared-agents'
import { anyLink, clickOf, person, whenRead } from './people'
import { disguised, everyLinkOf, fetchOf, requestsOf } from './programs'
import type { Mailing, SessionRequest } from './session'
import { around, between, chance, MINUTE, SECOND, type Variation, variant } from './variation'

type Made = { links: number; requests: SessionRequest[] }

function both(name: string, make: (vary: Variation) => Made): [string, (vary: Variation) => Mailing] {
  return [
    name,
    (vary) => {
      const { links, requests } = make(vary)
      return { links, sessions: [{ class: name, group: 'people and programs', half: vary.half, requests }] }
    },
  ]
}

const officeWorker = (vary: Variation) => person(vary, variant(vary, [edge, chrome], [edge, firefox, safari]))

/** The scanner follows everything at the delivery, and the recipient clicks when the message is read. */
function scannedFirst(vary: Variation, readAfter: number): Made {
  const links = between(vary, 2, 8)
  const scan = requestsOf({
    links,
    targets: everyLinkOf(vary, links, 0.7),
    startMs: between(vary, 500, 30_000),
    gapMs: () => between(vary, 100, vary.half === 'tuning' ? 1_500 : 2_500),
    program: constant(disguised(vary, microsoftAddress)),
  })
  const last = scan.at(-1)?.afterMs ?? 0
  return { links, requests: [...scan, clickOf(officeWorker(vary), last + readAfter, anyLink(vary, links))] }
}

const readLater = (vary: Variation) => scannedFirst(vary, Math.max(12 * MINUTE, whenRead(vary)))
const readSoon = (vary: Variation) =>
  scannedFirst(
    vary,
    vary.half === 'tuning' ? between(vary, 65 * SECOND, 10 * MINUTE) : between(vary, 62 * SECOND, 8 * MINUTE),
  )
const readAtOnce = (vary: Variation) => scannedFirst(vary, between(vary, 5 * SECOND, 50 * SECOND))

/** Safe Links looks at the link while the browser of the person waits: with HEAD, without an agent, or as a browser. */
function checkedAtClick(vary: Variation): Made {
  const links = between(vary, 1, 8)
  const [at, target] = [whenRead(vary), anyLink(vary, links)]
  const before = vary.half === 'tuning' ? between(vary, 300, 3_000) : between(vary, 150, 4_500)
  const program = disguised(vary, microsoftAddress)
  const { 'user-agent': _, ...bare } = program.headers
  const check = variant<() => SessionRequest>(
    vary,
    [() => fetchOf(program, at, target, 'HEAD'), () => fetchOf({ ...program, headers: bare }, at, target)],
    [() => fetchOf({ ...program, headers: bare }, at, target), () => fetchOf(program, at, target, 'HEAD')],
  )
  return { links, requests: [check(), clickOf(officeWorker(vary), at + before, target)] }
}

/** Ten seconds or so after a person, a scanner looks at the same link once more. It changes nothing: they did click. */
function checkedAfterwards(vary: Variation): Made {
  const links = between(vary, 1, 8)
  const [at, target] = [whenRead(vary), anyLink(vary, links)]
  const after = vary.half === 'tuning' ? between(vary, 8_000, 20_000) : between(vary, 5_000, 40_000)
  return {
    links,
    requests: [clickOf(officeWorker(vary), at, target), fetchOf(disguised(vary), at + after, target)],
  }
}

/** The recipient clicks, posts the link in a chat, which previews it, and others follow it there. */
function postedInChat(vary: Variation): Made {
  const links = between(vary, 1, 6)
  const [at, target] = [whenRead(vary), anyLink(vary, links)]
  const agent = vary.random.pick<string>(declaredAgents['chat previews'][vary.half])
  const preview = {
    ip: microsoftAddress(vary),
    headers: { 'user-agent': agent, accept: '*/*' },
    keepsCookies: false,
  }
  const posted = at + Math.max(4 * SECOND, around(vary, 40 * SECOND, 1))
  const requests = [clickOf(officeWorker(vary), at, target), fetchOf(preview, posted, target)]
  for (let n = between(vary, 0, 4); n > 0; n--)
    requests.push(
      clickOf(
        person(vary, variant(vary, [chrome, iphone], [firefox, safari])),
        posted + between(vary, 3_000, 20 * MINUTE),
        target,
      ),
    )
  return { links, requests }
}

/** Word or Outlook asks for the link itself, then opens the browser with it. */
function fromOffice(vary: Variation): Made {
  const links = between(vary, 1, 8)
  const [at, target] = [whenRead(vary), anyLink(vary, links)]
  const agent = vary.random.pick<string>(declaredAgents['Office before it opens a link'][vary.half])
  const who = officeWorker(vary)
  const office = { ip: who.ip, headers: { 'user-agent': agent }, keepsCookies: false }
  const asks = chance(vary, 0.5) ? ['HEAD' as const, 'GET' as const] : ['GET' as const]
  const requests = asks.map((method, n) => fetchOf(office, at + n * 120, target, method))
  return { links, requests: [...requests, clickOf(who, at + between(vary, 400, 2_000), target)] }
}

function constant<Item>(item: Item): () => Item {
  return () => item
}

/** Mailings in which a program and a person follow links of the same message. */
export const mixedClasses = new Map([
  both('scanned at the delivery, read later', readLater),
  both('scanned at the delivery, read within minutes', readSoon),
  both('scanned at the delivery, read within the minute', readAtOnce),
  both('Safe Links at the click', checkedAtClick),
  both('checked after the click', checkedAfterwards),
  both('posted in a chat', postedInChat),
  both('opened out of Office', fromOffice),
])
