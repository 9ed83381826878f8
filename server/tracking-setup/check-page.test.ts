import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { inboxEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { Links } from '../links/link'
import { useTestDatabase } from '../testing/database'
import { makeLink } from '../testing/make-link'
import { checkPage } from './check-page'
import { checkTrackingDomain } from './check-tracking-domain'
import { findTrackerTag } from './find-tracker-tag'
import { loadTrackingSetup } from './load-setup'

type Page = { status?: number; headers?: Record<string, string>; body?: string }

/** What stands on the tracking domain, by path. */
let pages: Record<string, Page> = {}
let canaryHits = 0

const [own, canary] = [
  await listening(
    createServer((request, response) => {
      const page = pages[request.url ?? ''] ?? { status: 404 }
      response.writeHead(page.status ?? 200, page.headers).end(page.body ?? '')
    }),
  ),
  await listening(createServer((_, response) => response.end(String(++canaryHits)))),
]
process.env.TRACKING_URL = own.url

useTestDatabase()
beforeEach(() => {
  pages = {}
  canaryHits = 0
})
afterAll(() => {
  own.server.close()
  canary.server.close()
})

const tag = (attributes = '') =>
  `<html><head><script async src="${own.url}/t.js"${attributes}></script></head></html>`

test('?20, IR-6: a page with the script on it is found, and whether it waits for consent', async () => {
  pages = { '/host': { body: tag(' data-consent="granted"') }, '/waiting': { body: tag() } }
  expect(await checkPage({ url: `${own.url}/host` })).toMatchObject({
    result: 'found',
    message: 'The script is there.',
    lastEventAt: null,
  })
  expect((await checkPage({ url: `${own.url}/waiting` })).message).toContain("switchyard('consent', true)")
})

test('?20, IR-7: a destination without the script is told apart from one that cannot be read', async () => {
  pages = { '/bare': { body: '<p>Hello</p>' }, '/broken': { status: 500 } }
  expect(await checkPage({ url: `${own.url}/bare` })).toMatchObject({ result: 'missing' })
  expect(await checkPage({ url: `${own.url}/broken` })).toMatchObject({
    result: 'unreadable',
    message: 'The page answers 500. Check its address.',
  })
  expect(await checkPage({ url: 'not an address' })).toMatchObject({ result: 'unreadable' })
})

test('redirects are followed, a few of them', async () => {
  pages = {
    '/old': { status: 301, headers: { location: '/new' } },
    '/new': { body: tag() },
    '/round': { status: 302, headers: { location: '/round' } },
  }
  expect(await checkPage({ url: `${own.url}/old` })).toMatchObject({ result: 'found' })
  expect(await checkPage({ url: `${own.url}/round` })).toMatchObject({
    result: 'unreadable',
    message: 'It redirects more than 5 times.',
  })
})

test('?18: nothing in a private network is called, neither directly nor by a redirect', async () => {
  const port = new URL(canary.url).port
  const addresses = [
    canary.url,
    `http://localhost:${port}/`,
    `http://[::1]:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
    `http://0.0.0.0:${port}/`,
    'http://169.254.169.254/latest/meta-data/',
    'file:///etc/passwd',
  ]
  for (const [index, address] of addresses.entries()) {
    pages[`/to-${index}`] = { status: 302, headers: { location: address } }
    for (const url of [address, `${own.url}/to-${index}`])
      expect(await checkPage({ url }), url).toMatchObject({ result: 'unreadable' })
  }
  expect(canaryHits).toBe(0)
})

test('when an event last came from that website is told beside it', async () => {
  const at = new Date('2026-05-01T10:00:00Z')
  const payload = { kind: 'page.viewed' as const, url: own.url, title: '', referrer: '' }
  const visit = { visitorId: 'a'.repeat(24), browser: null, origin: own.url }
  await collectionOf(Events).insertOne({ ...inboxEvent(payload, { prospectId: null, at }), visit })
  expect((await checkPage({ url: `${own.url}/any` })).lastEventAt).toEqual(at)
  expect((await checkPage({ url: 'http://127.0.0.1:9/' })).lastEventAt).toBeNull()
})

test.each([
  ['of another origin', '<script src="https://other.example/t.js"></script>', false],
  ['in a comment', `<!-- <script src="${own.url}/t.js"></script> -->`, false],
  ['in a text', `<p>&lt;script src="${own.url}/t.js"&gt;</p>`, false],
  ['of another name', `<script src="${own.url}/t.js.map"></script>`, false],
  ['with a version', `<script src="${own.url}/t.js?v=2"></script>`, true],
  ['without a scheme', `<script src="${own.url.slice(5)}/t.js"></script>`, true],
  ['relative, on the same origin', '<SCRIPT SRC=/t.js></SCRIPT>', true],
])('a script tag %s', (_, html, isFound) => {
  expect(findTrackerTag(html, `${own.url}/page`, own.url) !== null).toBe(isFound)
})

test('IR-6: the tracking domain is checked from outside, and says what is wrong', async () => {
  expect(await checkTrackingDomain()).toMatchObject({ isReached: false })
  pages = { '/healthz': { body: 'ok\n' } }
  expect((await checkTrackingDomain()).message).toContain('/t.js is not served')
  pages = { '/healthz': { body: 'ok\n' }, '/t.js': { body: 'script' } }
  expect(await checkTrackingDomain()).toMatchObject({ isReached: true })
})

test('the snippet is of this installation, and destinations are offered once for each website', async () => {
  await collectionOf(Links).insertMany([
    makeLink({ name: 'A', destination: 'https://a.example/1', createdAt: new Date(2) }),
    makeLink({ name: 'Older', destination: 'https://a.example/2', createdAt: new Date(1) }),
    makeLink({ name: 'B', destination: 'https://b.example/', kind: 'custom', createdAt: new Date(0) }),
    makeLink({ name: 'In an email', destination: 'https://c.example/', kind: 'email' }),
  ])
  const setup = await loadTrackingSetup()
  expect(setup.snippet).toContain(`src="${own.url}/t.js"`)
  expect(setup.destinations).toEqual([
    { name: 'A', url: 'https://a.example/1' },
    { name: 'B', url: 'https://b.example/' },
  ])
})

async function listening(server: Server): Promise<{ server: Server; url: string }> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  return { server, url: `http://127.0.0.1:${port}` }
}
