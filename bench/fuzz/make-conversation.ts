import type { Random } from '@/chaos/random'

/** What there is to hit: everything else is made up. */
export type Targets = { slugs: string[]; linkIds: string[]; tokens: string[] }

/** What is sent over one connection. */
export type Conversation = {
  bytes: Buffer
  requests: number
  /** How many answers there have to be; 0 when the connection may end in between. */
  answers: number
}

/**
 * One connection's worth of requests to the tracking paths: some right, most with something wrong in the path, the
 * token, the method, the headers or the body, and at the end perhaps something that is no HTTP at all.
 */
export function makeConversation(random: Random, targets: Targets): Conversation {
  const count = random.between(1, 20)
  const whole = Array.from({ length: count }, () => wholeRequest(random, targets))
  const ending = random.next() < 0.25 ? brokenRequest(random, targets) : null
  const parts = ending ? [...whole, ending] : whole
  return { bytes: Buffer.concat(parts), requests: parts.length, answers: ending ? 0 : count }
}

/** HTTP that a server can read to its end, whatever it asks for. */
function wholeRequest(random: Random, targets: Targets): Buffer {
  const method = random.next() < 0.75 ? 'GET' : random.pick(METHODS)
  const path = printable(pathOf(random, targets))
  const body = method === 'GET' || random.next() < 0.3 ? null : bodyOf(random)
  const headers = [...headersOf(random), ...(body ? [`Content-Length: ${body.length}`] : [])]
  const head = `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers.map((one) => `${one}\r\n`).join('')}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)])
}

const METHODS = ['HEAD', 'POST', 'POST', 'OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND'] as const

function pathOf(random: Random, targets: Targets): string {
  const { slugs, linkIds, tokens } = targets
  const token = (): string => spoiled(random, random.pick(tokens))
  const make = random.pick<() => string>([
    () => `/r/${random.pick(slugs)}`,
    () => `/r/${random.pick(slugs)}/${random.pick(tokens)}`,
    () => `/r/${random.pick(slugs)}/${token()}`,
    () => `/r/${spoiled(random, random.pick(slugs))}`,
    () => `/r/${text(random, 30)}`,
    () => `/redirect/${random.pick(linkIds)}/${text(random, 40)}`,
    () => `/redirect/${spoiled(random, random.pick(linkIds))}`,
    () => `/o/${token()}.gif`,
    () => `/u/${token()}`,
    () => `/j/${text(random, 20)}`,
    () => '/t',
    () => '/t.js',
    () => random.pick(ODD_PATHS),
  ])
  const query = random.next() < 0.15 ? `?url=https://evil.example/&${text(random, 30)}` : ''
  return make() + query
}

const ODD_PATHS = [
  '/r/',
  '/r//',
  '/r/%',
  '/r/%00',
  '/r/%E0%A4%A',
  '/r/..%2f..%2fetc%2fpasswd',
  '/r/%ff%fe/%c0%80',
  '/r/__proto__',
  '/redirect/constructor',
  '/redirect/',
  '/redirect//x',
  '/r/a/b/c/d/e',
  '/r/?/',
  '/o/.gif',
  '/o/',
  '/u/',
  '/u/%2e%2e',
  '/j/',
  '/t?x',
  '/t.js?',
  `/r/${'x'.repeat(2100)}`,
  `/r/x?${'y'.repeat(2040)}`,
  `/o/${'z'.repeat(1000)}.gif`,
  '/r/x#fragment',
  '/r/{"$ne":""}',
  '//evil.example/r/x',
]

/** A text with a few bits flipped, letters taken out, put in, or said twice. */
function spoiled(random: Random, original: string): string {
  const bytes = Buffer.from(original, 'latin1')
  if (bytes.length === 0) return original
  const at = random.between(0, bytes.length - 1)
  switch (random.between(0, 4)) {
    case 0:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.between(0, 6))
      return bytes.toString('latin1')
    case 1:
      return original.slice(0, at)
    case 2:
      return original.slice(0, at) + text(random, 4) + original.slice(at)
    case 3:
      return original + original
    default:
      return original.toUpperCase()
  }
}

function text(random: Random, most: number): string {
  const length = random.between(0, most)
  return String.fromCharCode(...Array.from({ length }, () => random.between(33, 255))).replaceAll('\x7f', '')
}

/** What the parser of HTTP lets through in a request line. */
function printable(path: string): string {
  return path.replace(/[^\x21-\x7e]/g, '_')
}

function headersOf(random: Random): string[] {
  const value = () => text(random, 60)
  const candidates = [
    () => `User-Agent: ${random.pick(AGENTS)}`,
    () => `User-Agent: ${value()}`,
    () => `Cookie: sy_visitor=${text(random, 30)}`,
    () => `Cookie: sy_visitor=${'0123456789abcdef01234567'}; ${value()}`,
    () => `X-Forwarded-For: ${value()}, 10.0.0.1`,
    () => `Referer: ${value()}`,
    () => `Accept-Language: ${value()}`,
    () => 'Purpose: prefetch',
    () => 'Sec-Purpose: prefetch;prerender',
    () => `Content-Type: ${value()}`,
    () => `Range: bytes=${value()}`,
    () => `If-None-Match: ${value()}`,
    () => `Origin: ${value()}`,
    () => `X-${random.between(0, 9)}: ${'v'.repeat(random.between(0, 2000))}`,
  ]
  return Array.from({ length: random.between(0, 5) }, () => random.pick(candidates)())
}

const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'curl/8.5.0',
  'Googlebot/2.1',
]

function bodyOf(random: Random): Buffer {
  const make = random.pick<() => string>([
    () => '{"kind":"page.viewed","url":"https://example.com/","visitorId":"0123456789abcdef01234567"}',
    () => '{"__proto__":{"a":1}}',
    () => '['.repeat(random.between(1, 5000)),
    () => `{"kind":"${text(random, 200)}"}`,
    () => 'List-Unsubscribe=One-Click',
    () => text(random, 3000),
    () => 'x'.repeat(random.between(1, 20_000)),
    () => '',
  ])
  return Buffer.from(make(), 'latin1')
}

/** Something that ends a connection. */
function brokenRequest(random: Random, targets: Targets): Buffer {
  const path = printable(pathOf(random, targets))
  const make = random.pick<() => string>([
    () => text(random, 300),
    () => `GET ${path}`,
    () => `GET ${path} HTTP/1.1\r\nHost: x\r\n`,
    () => `GET ${path} HTTP/9.9\r\n\r\n`,
    () => `G\x00T ${path} HTTP/1.1\r\n\r\n`,
    () => `GET ${path} HTTP/1.1\r\nHost: x\r\nA\x00b: c\r\n\r\n`,
    () => `GET ${path} HTTP/1.1\r\nCookie: ${'c'.repeat(20_000)}\r\n\r\n`,
    () => `GET /r/${'x'.repeat(30_000)} HTTP/1.1\r\n\r\n`,
    () => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    () =>
      `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    () => `POST ${path} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
    () => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 400\r\n\r\n{"half":`,
    () => `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n`,
    () => `CONNECT ${path} HTTP/1.1\r\nHost: x\r\n\r\n`,
    () => `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    () => `GET ${path} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc`,
    () => `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`,
    () => `GET http://evil.example${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    () => `GET ${path} HTTP/1.0\r\n\r\n`,
  ])
  return Buffer.from(make(), 'latin1')
}
