import { mkdtempSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { type Link, Links } from '../links/link'
import { useTestDatabase } from '../testing/database'
import { makeLink } from '../testing/make-link'
import { serveTestWeb } from '../testing/serve-test-web'
import type { ServedWeb } from '../web/serve-web'
import { checkDestination } from './check-destination'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-table-'))
useTestDatabase()

let web: ServedWeb
const agent = new Agent({ keepAlive: true, maxSockets: 10 })
beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(async () => {
  agent.destroy()
  await web.close()
})

/** As it is stored, and as a header may carry it, written by hand: `same` where every byte stays. */
const same = null
const hosts: [stored: string, sent: string | null][] = [
  ['https://example.com', same],
  ['http://example.com', same],
  ['HTTPS://Example.COM', same],
  ['https://example.com.', same],
  ['https://example.com:8443', same],
  ['https://sub_domain.example.com', same],
  ['https://xn--bcher-kva.example', same],
  ['https://bücher.example', 'https://xn--bcher-kva.example'],
  ['https://пример.испытание:8080', 'https://xn--e1afmkfd.xn--80akhbyknj4f:8080'],
  ['https://例え.テスト', 'https://xn--r8jz45g.xn--zckzah'],
  ['https://192.0.2.1', same],
  ['http://[2001:db8::1]', same],
  ['http://[2001:db8::1]:8080', same],
  ['http://localhost:3000', same],
]

/** Path and query, then the fragment. */
const tails: [stored: string, sent?: string | null, fragment?: string, sentFragment?: string][] = [
  [''],
  ['/'],
  ['//'],
  ['//evil.example/'],
  ['/..//../a/./b/'],
  ['/\\evil.example'],
  ['/a\\b'],
  ['/a;b=c,d'],
  ['/a@b:c'],
  ['/a+b'],
  ['/%20%2F%2f%00'],
  ['/%zz%'],
  ['/%E0%A4%A'],
  ['/%C3%BC'],
  ['/{{ firstName }}', '/{{%20firstName%20}}'],
  ['/<b>"quoted"</b>'],
  ["/it's~ok!*()"],
  ['/a b', '/a%20b'],
  ['/straße/ümlaut', '/stra%C3%9Fe/%C3%BCmlaut'],
  ['/日本', '/%E6%97%A5%E6%9C%AC'],
  ['/🦊', '/%F0%9F%A6%8A'],
  ['/👩‍🚀x'.replace('\u200d', ''), '/%F0%9F%91%A9%F0%9F%9A%80x'],
  ['/a\u0301', '/a%CC%81'],
  ['/?'],
  ['?'],
  ['?a'],
  ['?a=1&a=2&&b='],
  ['/p?a=%26&b=c%3Dd'],
  ['/p?q=ü&r= x', '/p?q=%C3%BC&r=%20x'],
  ['/p?next=https://other.example/?x=1&y=2'],
  ['/p?url=//evil.example'],
  ['/p?a=[1]&b={2}|3^4`'],
  ['/p?a=b?c=d'],
  ['/p?%'],
  ['/p', same, '#'],
  ['/p', same, '#top'],
  ['/p?a=1', same, '#/route?x=y&z'],
  ['/p', same, '#a#b'],
  ['/p', same, '#ä ö', '#%C3%A4%20%C3%B6'],
  ['', same, '#only'],
  ['?a', same, '#?b'],
  [`/${'long/'.repeat(330)}`],
]

const utm = { source: 'mail & more', medium: '', campaign: 'früh=jahr', term: '', content: '' }
const sentUtm = 'utm_source=mail%20%26%20more&utm_campaign=fr%C3%BCh%3Djahr'

type Row = { destination: string; utm: Link['utm']; location: string; origin: string }

const rows: Row[] = hosts.flatMap(([storedHost, sentHost]) =>
  tails.flatMap(([stored, sent, fragment = '', sentFragment = fragment]): Row[] => {
    const destination = storedHost + stored + fragment
    const before = (sentHost ?? storedHost) + (sent ?? stored)
    const { origin } = new URL(sentHost ?? storedHost)
    const nothing = makeLink().utm
    return [
      { destination, utm: nothing, location: before + sentFragment, origin },
      { destination, utm, location: withUtm(before) + sentFragment, origin },
    ]
  }),
)

/** Before the fragment, behind whatever query there is. */
function withUtm(address: string): string {
  if (!address.includes('?')) return `${address}?${sentUtm}`
  return address.endsWith('?') ? `${address}${sentUtm}` : `${address}&${sentUtm}`
}

test('?17, ?18, IR-15: every destination that may be stored is the Location of its link, byte for byte, and of its own origin', async () => {
  expect(rows.length).toBeGreaterThan(1000)
  const links = rows.map((row) => makeLink({ destination: row.destination, utm: row.utm }))
  await collectionOf(Links).insertMany(links)
  const wrong: unknown[] = []
  await Promise.all(
    rows.map(async (row, index) => {
      expect(checkDestination(row.destination)).toEqual({ ok: true, destination: row.destination })
      const { status, location } = await ask(`/r/${links[index]?.slug}`)
      const isRight = status === 302 && location === row.location && new URL(location).origin === row.origin
      if (!isRight) wrong.push({ ...row, status, got: location })
    }),
  )
  expect(wrong).toEqual([])
})

test.each([
  '?url=https://evil.example/',
  '?destination=//evil.example',
  '/https://evil.example/',
  '/%0d%0aLocation:%20https://evil.example/',
  '//evil.example',
  '/..%2f..%2fevil.example',
])('what is asked for never changes where a link leads: %s', async (added) => {
  const link = makeLink({ destination: 'https://example.com/page?a=1#b' })
  await collectionOf(Links).insertOne(link)
  expect(await ask(`/r/${link.slug}${added}`)).toMatchObject({
    status: 302,
    location: 'https://example.com/page?a=1#b',
  })
})

test.each([
  'https://example.com/\r\nSet-Cookie: a=b',
  'https://example.com/\nX: y',
  'https://example.com/\u0000',
  'https://example.com/\u2028x',
  'https://ada@example.com/',
  'https://example.com\\@evil.example/',
  'https:\\\\evil.example',
  'https:/evil.example',
  '//evil.example',
  'javascript:alert(1)//https://example.com',
  'https://[::1',
  'https://%65xample.com:80:80/',
])('what a header must not carry cannot be stored: %j', (destination) => {
  expect(checkDestination(destination)).toMatchObject({ ok: false })
})

test('a destination that came into the database another way is answered 404, and splits no header', async () => {
  const links = ['https://a.example/\r\nSet-Cookie: x=y', 'javascript:alert(1)', 'https://'].map(
    (destination) => makeLink({ destination }),
  )
  await collectionOf(Links).insertMany(links)
  const answers = await Promise.all(links.map(({ slug }) => ask(`/r/${slug}`)))
  expect(answers.map(({ status }) => status)).toEqual([302, 404, 404])
  expect(answers[0]?.location).toBe('https://a.example/%0D%0ASet-Cookie:%20x=y')
  expect(answers.map(({ cookies }) => cookies)).toEqual([undefined, undefined, undefined])
})

/** Asks without any help of a client that would tidy up the address or the answer. */
function ask(path: string): Promise<{ status?: number; location: string; cookies?: string[] }> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(web.url)
    const request = httpRequest({ port, host: '127.0.0.1', path, agent }, (response) => {
      response.resume().once('end', () => {
        const { location = '', 'set-cookie': cookies } = response.headers
        resolve({ status: response.statusCode, location, cookies })
      })
    })
    request.once('error', reject).end()
  })
}
