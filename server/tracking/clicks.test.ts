import { mkdtempSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { getEnv } from '../env'
import { PackedEvents } from '../events/packed-events'
import { Events, type StoredEvent } from '../events/stored-event'
import { groupBy } from '../group-by'
import { startLatency, writeStarts } from '../jobs/start-latency'
import { type Link, Links } from '../links/link'
import { Plans } from '../runs/plan'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { makeClick } from '../testing/make-click'
import { makeLink } from '../testing/make-link'
import { publishDocument } from '../testing/publish-document'
import { serveTestWeb } from '../testing/serve-test-web'
import { unpackAll } from '../testing/unpack-all'
import { workUntilIdle } from '../testing/work-until-idle'
import type { ServedWeb } from '../web/serve-web'
import { closeCapture, openCapture } from './open-tracking'
import { signToken } from './token'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-clicks-'))
useTestDatabase()

let web: ServedWeb
beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(() => web.close())

const BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'accept-language': 'de',
  referer: 'https://a.example/',
}

describe('a click', () => {
  test('is redirected to the Tracked URL, and is in the inbox before the answer', async () => {
    const link = await insertLink({
      destination: 'https://example.com/offer?a=1#b',
      utm: { source: 'mail', medium: '', campaign: '', term: '', content: '' },
    })
    const answer = await get(`/r/${link.slug}`, BROWSER)
    const [event] = await eventsOf(link)
    expect(answer.status).toBe(302)
    expect(answer.headers).toMatchObject({
      location: 'https://example.com/offer?a=1&utm_source=mail#b',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'server-timing': 'rec;desc=db',
    })
    expect(event).toMatchObject({
      kind: 'link.clicked',
      payload: { kind: 'link.clicked', linkId: link._id, messageId: null },
      state: 'new',
      prospectId: null,
      verdict: null,
      click: {
        slug: link.slug,
        token: 'none',
        ip: '127.0.0.1',
        userAgent: BROWSER['user-agent'],
        acceptLanguage: 'de',
        referrer: 'https://a.example/',
        path: `/r/${link.slug}`,
      },
    })
  })

  test('with a token is the recipient’s; sender, sharer and message are recorded (?19)', async () => {
    const link = await insertLink()
    const ids = { recipientId: newId(), messageId: newId(), senderId: newId(), sharerId: newId() }
    const answer = await get(`/r/${link.slug}/${signToken(ids, link._id, getEnv().secret)}`)
    expect(answer.status).toBe(302)
    const [event] = await eventsOf(link)
    expect(event).toMatchObject({
      prospectId: ids.recipientId,
      messageId: ids.messageId,
      payload: { messageId: ids.messageId },
      click: { token: 'valid', senderId: ids.senderId, sharerId: ids.sharerId, path: `/r/${link.slug}` },
    })
  })

  test('?7, ?20: waits for no worker, and needs no script on any page: the request alone starts the actions', async () => {
    const link = await insertLink({ destination: 'https://third.example/banner' })
    const document = drawing({
      nodes: ['goal', 'tag'],
      edges: ['goal>tag'],
      types: { goal: 'redirect-link-clicked' },
      configs: { goal: { linkIds: [link._id] }, tag: { tags: ['clicked'] } },
    })
    await publishDocument({ document })
    const { _id } = await insertProspect()
    const ids = { recipientId: _id, messageId: null, senderId: null, sharerId: null }
    const answer = await get(`/r/${link.slug}/${signToken(ids, link._id, getEnv().secret)}`, BROWSER)
    expect([answer.status, answer.headers.location]).toEqual([302, 'https://third.example/banner'])
    expect(answer.headers['server-timing']).toBe('rec;desc=db')
    expect(await eventsOf(link)).toMatchObject([{ state: 'new', verdict: null }])
    expect(await collectionOf(Plans).countDocuments()).toBe(0)
    expect((await prospectNow(_id)).tags).toEqual([])
    const countStarts = async () => {
      await writeStarts()
      return (await startLatency())?.clicks ?? 0
    }
    const before = await countStarts()
    await workUntilIdle()
    expect((await prospectNow(_id)).tags).toEqual(['clicked'])
    expect(await eventsOf(link)).toMatchObject([{ state: 'planned', verdict: 'human' }])
    // Admins see how long it took.
    expect(await countStarts()).toBe(before + 1)
  })

  test('on the link of an email belongs to that email', async () => {
    const link = await insertLink({ kind: 'email', messageId: newId() })
    const token = signToken({ recipientId: newId() }, link._id, getEnv().secret)
    await get(`/r/${link.slug}/${token}`)
    expect((await eventsOf(link))[0]).toMatchObject({ messageId: link.messageId })
  })

  test.each(['broken', 'of another link', 'with one letter changed'])(
    'with a token %s is redirected and recorded as anonymous',
    async (kind) => {
      const link = await insertLink()
      const own = signToken({ recipientId: newId() }, link._id, getEnv().secret)
      const other = signToken({ recipientId: newId() }, newId(), getEnv().secret)
      const changed = own.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A'))
      const token = { broken: 'x'.repeat(20), 'of another link': other, 'with one letter changed': changed }[
        kind
      ]
      const answer = await get(`/r/${link.slug}/${token}`)
      expect(answer.headers.location).toBe(link.destination)
      expect((await eventsOf(link))[0]).toMatchObject({ prospectId: null, click: { token: 'invalid' } })
    },
  )

  test('by the long form is the same; a token works there too', async () => {
    const link = await insertLink()
    await get(`/redirect/${link._id}`)
    const recipientId = newId()
    await get(`/redirect/${link._id}/${signToken({ recipientId }, link._id, getEnv().secret)}`)
    expect(await eventsOf(link)).toMatchObject([
      { prospectId: null, click: { token: 'none', path: `/redirect/${link._id}` } },
      { prospectId: recipientId, click: { token: 'valid', path: `/redirect/${link._id}` } },
    ])
  })

  test('never leads where its query string says', async () => {
    const link = await insertLink()
    const answer = await get(`/r/${link.slug}?url=https://evil.example/&destination=//evil.example`)
    expect(answer.headers.location).toBe(link.destination)
  })

  test('keeps header values short in the inbox', async () => {
    const link = await insertLink()
    const long = 'x'.repeat(3000)
    await get(`/r/${link.slug}`, { 'user-agent': long, referer: long, 'accept-language': long })
    const click = (await eventsOf(link))[0]?.click
    expect([click?.userAgent.length, click?.referrer.length, click?.acceptLanguage.length]).toEqual([
      512, 1024, 128,
    ])
  })

  test('has the address of the connection, whatever X-Forwarded-For says', async () => {
    const link = await insertLink()
    await get(`/r/${link.slug}`, { 'x-forwarded-for': '198.51.100.7' })
    expect((await eventsOf(link))[0]?.click?.ip).toBe('127.0.0.1')
  })
})

describe('answered, never counted', () => {
  test.each([
    ['HEAD', {}],
    ['GET', { purpose: 'prefetch' }],
    ['GET', { 'sec-purpose': 'prefetch;prerender' }],
    ['GET', { 'x-purpose': 'preview' }],
    ['GET', { 'x-moz': 'prefetch' }],
  ])('%s %j', async (method, headers) => {
    const link = await insertLink()
    const answer = await send(method, `/r/${link.slug}`, { ...BROWSER, ...headers })
    expect(answer).toMatchObject({ status: 302, headers: { location: link.destination } })
    expect(answer.headers['server-timing']).toBeUndefined()
    expect(await eventsOf(link)).toEqual([])
  })

  test.each([
    ['OPTIONS', 204],
    ['POST', 405],
    ['DELETE', 405],
  ])('%s is %i', async (method, status) => {
    const link = await insertLink()
    const answer = await send(method, `/r/${link.slug}`)
    expect(answer).toMatchObject({ status, headers: { allow: 'GET, HEAD' } })
    expect(await eventsOf(link)).toEqual([])
  })
})

describe('visitors (?10)', () => {
  test('are recognised by a first-party cookie on links that allow it', async () => {
    const link = await insertLink({ identity: 'token+cookie' })
    const first = await get(`/r/${link.slug}`)
    const cookie = String(first.headers['set-cookie'])
    expect(cookie).toMatch(/^sy_visitor=[0-9a-f]{24}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Lax$/)
    const second = await get(`/r/${link.slug}`, { cookie: `a=b; ${cookie.split(';')[0]}` })
    expect(second.headers['set-cookie']).toBeUndefined()
    const [one, two] = await eventsOf(link)
    expect(two?.click?.visitorId).toBe(one?.click?.visitorId)
  })

  test('are nobody on links that know tokens only (IM-3)', async () => {
    const link = await insertLink({ identity: 'token' })
    const answer = await get(`/r/${link.slug}`, { cookie: `sy_visitor=${newId()}` })
    await get(`/redirect/${link._id}/session-1`)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(await eventsOf(link)).toMatchObject([
      { click: { visitorId: null } },
      { click: { visitorId: null, sessionId: null } },
    ])
  })

  test('are known by the session id of the long form (TR-4), whose full path is kept (TR-5)', async () => {
    const link = await insertLink({ identity: 'token+cookie' })
    await get(`/redirect/${link._id}/session-1`)
    expect((await eventsOf(link))[0]?.click).toMatchObject({
      token: 'none',
      sessionId: 'session-1',
      path: `/redirect/${link._id}/session-1`,
    })
  })

  test.each(['sy_visitor=short', 'sy_visitor=ZZZZZZZZZZZZZZZZZZZZZZZZ', `xsy_visitor=${'a'.repeat(24)}`])(
    'get a new id instead of %s',
    async (cookie) => {
      const link = await insertLink({ identity: 'token+cookie' })
      expect((await get(`/r/${link.slug}`, { cookie })).headers['set-cookie']).toBeDefined()
    },
  )
})

describe('a deleted link (?16)', () => {
  test.each([
    ['track', 302, 1],
    ['redirect', 302, 0],
    ['gone', 410, 0],
  ] as const)('that is to %s answers %i and records %i', async (afterDeletion, status, recorded) => {
    const link = await insertLink({ deletedAt: new Date(), afterDeletion })
    expect((await get(`/r/${link.slug}`)).status).toBe(status)
    expect(await eventsOf(link)).toHaveLength(recorded)
  })
})

describe('what is no link', () => {
  test('gets a page of its own: 404, nothing loaded from elsewhere, light and dark', async () => {
    const { status, headers, body } = await get('/r/unknown-slug', { accept: 'text/html' })
    expect(status).toBe(404)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(body).toContain('<h1>This link leads nowhere</h1>')
    expect(body).toContain('prefers-color-scheme: dark')
    expect(body).not.toMatch(/https?:|src=/)
  })

  test.each(['/r/', '/r/%zz', `/redirect/${newId()}`, `/r/${'x'.repeat(1000)}`, '/r/a%00b', '/r/$ne'])(
    '%s is 404',
    async (path) => expect((await get(path)).status).toBe(404),
  )

  test('an endless address is refused', async () => {
    expect((await get(`/r/${'x'.repeat(5000)}`)).status).toBe(414)
  })

  test('endless headers are refused', async () => {
    const link = await insertLink()
    expect((await get(`/r/${link.slug}`, { cookie: 'x'.repeat(20_000) })).status).toBe(431)
    expect(await eventsOf(link)).toEqual([])
  })

  test('half a request is no click', async () => {
    const link = await insertLink()
    const socket = connect(Number(new URL(web.url).port), '127.0.0.1')
    await new Promise((resolve) => socket.write(`GET /r/${link.slug} HTTP/1.1\r\nHost: x\r\nX: `, resolve))
    socket.destroy()
    await get('/healthz')
    expect(await eventsOf(link)).toEqual([])
  })
})

test('I5: a changed destination is served within 2 s, without asking the database at the click', async () => {
  const link = await insertLink()
  await get(`/r/${link.slug}`)
  const took: number[] = []
  // A machine that stands still for a moment does so at one of them, not at each.
  for (const destination of ['https://example.com/a', 'https://example.com/b', 'https://example.com/c']) {
    const at = performance.now()
    await collectionOf(Links).updateOne({ _id: link._id }, { $set: { destination, updatedAt: new Date() } })
    await vi.waitUntil(async () => (await get(`/r/${link.slug}`)).headers.location === destination, {
      timeout: 60_000,
    })
    took.push(performance.now() - at)
  }
  expect(Math.min(...took)).toBeLessThan(2_000)
})

test('I3: under concurrency every click answered as recorded is there once', async () => {
  const link = await insertLink()
  const marks = Array.from({ length: 500 }, (_, n) => `https://a.example/${n}`)
  const answers = await Promise.all(
    marks.map(async (referer) => ({ referer, ...(await get(`/r/${link.slug}`, { ...BROWSER, referer })) })),
  )
  const recorded = answers.filter(({ headers }) => headers['server-timing'] === 'rec;desc=db')
  const marksNow = async () => (await eventsOf(link)).map(({ click }) => click?.referrer ?? '')
  const found = groupBy(await marksNow(), (mark) => mark)
  expect(recorded.filter(({ referer }) => found.get(referer)?.length !== 1)).toEqual([])
  expect(recorded.length).toBeGreaterThan(0)
  // On a busy machine some are answered before their acknowledgement, and say so; they come a little later.
  await vi.waitUntil(async () => (await eventsOf(link)).length === 500, { timeout: 60_000 })
  expect((await marksNow()).toSorted()).toEqual(marks.toSorted())
})

test('I1: clicks that come faster than the database takes them are packed, durable before they are answered, and planned', async () => {
  const { capture, ...rest } = openCapture({ lateMs: 60_000 })
  const link = await insertLink()
  const clicks = Array.from({ length: 100 }, () =>
    makeClick({ userAgent: BROWSER['user-agent'] }, { id: link._id }),
  )
  const answers = await Promise.all(
    clicks.map((click) => new Promise((resolve) => capture.record(click, resolve))),
  )
  await closeCapture({ capture, ...rest })
  expect(answers).toEqual(clicks.map(() => 'db'))
  expect(await collectionOf(PackedEvents).find().toArray()).toMatchObject([{ count: 100 }])
  expect(await collectionOf(Events).countDocuments({ linkId: link._id })).toBe(0)
  await workUntilIdle()
  expect(await collectionOf(Events).countDocuments({ linkId: link._id, state: 'planned' })).toBe(100)
})

describe('status', () => {
  test('healthz and readyz say that it works', async () => {
    expect(await get('/healthz')).toMatchObject({ status: 200, body: 'ok\n' })
    const ready = await get('/readyz')
    expect([ready.status, JSON.parse(ready.body)]).toEqual([
      200,
      { database: 'ready', pages: 'ready', process: 'ready' },
    ])
  })

  test('metrics count what happened, in the text format of Prometheus, for this machine only', async () => {
    const link = await insertLink()
    await get(`/r/${link.slug}`)
    const { status, body } = await get('/metrics')
    expect(status).toBe(200)
    expect(body).toMatch(/^switchyard_answers_total\{status="302"\} [1-9]/m)
    expect(body).toMatch(/^switchyard_clicks_total\{recorded="db"\} [1-9]/m)
    expect(body).toMatch(/^switchyard_click_seconds_bucket\{le="\+Inf"\} [1-9]/m)
    expect((await get('/metrics', { 'x-forwarded-for': '198.51.100.7' })).status).toBe(403)
  })
})

async function insertLink(values: Partial<Link> = {}): Promise<Link> {
  const link = makeLink(values)
  await collectionOf(Links).insertOne(link)
  return link
}

async function eventsOf(link: Link): Promise<StoredEvent[]> {
  await unpackAll()
  return collectionOf(Events).find({ linkId: link._id }).sort({ at: 1, _id: 1 }).toArray()
}

type Answer = {
  status: number | undefined
  headers: Record<string, string | string[] | undefined>
  body: string
}

function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return send('GET', path, headers)
}

/** Not fetch: it follows its own rules about methods and headers. */
function send(method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const { port } = new URL(web.url)
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk) => {
        body += chunk
      })
      response.once('end', () => resolve({ status: response.statusCode, headers: response.headers, body }))
    })
    request.once('error', reject).end()
  })
}
