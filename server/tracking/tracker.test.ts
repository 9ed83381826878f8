import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { getEnv } from '../env'
import { Events } from '../events/stored-event'
import { listTimeline } from '../prospects/list-timeline'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { serveTestWeb } from '../testing/serve-test-web'
import { workUntilIdle } from '../testing/work-until-idle'
import type { ServedWeb } from '../web/serve-web'
import { RateLimit } from './rate-limit'
import { trackerScript } from './tracker-script'
import { signVisit } from './visit-token'
import { newVisitorId } from './visitor-cookie'

useTestDatabase()

let web: ServedWeb
beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(() => web.close())

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
let visitor = ''
beforeEach(() => {
  visitor = newVisitorId()
})

const page = () => ({ kind: 'page', visitor, url: 'https://shop.example/prices?a=1', title: 'Prices' })

async function tell(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${web.url}/t`, {
    method: 'POST',
    headers: { 'user-agent': firefox, origin: 'https://shop.example', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

const events = () => collectionOf(Events).find().sort({ at: 1, _id: 1 }).toArray()

describe('the script', () => {
  test('IR-7: is under 3 kB gzipped, served from memory, and asked for again only when it has changed', async () => {
    const { zipped, plain } = await trackerScript()
    expect(zipped.length).toBeLessThan(3 * 1024)
    const answer = await fetch(`${web.url}/t.js`, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(Number(answer.headers.get('content-length'))).toBe(zipped.length)
    expect(await answer.text()).toBe(plain.toString())
    expect(gunzipSync(zipped)).toEqual(plain)
    const etag = answer.headers.get('etag') ?? ''
    const again = await fetch(`${web.url}/t.js?v=2`, { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await fetch(`${web.url}/t.js`, { method: 'POST' })).status).toBe(405)
  })
})

describe('a page view', () => {
  test('is recorded before the answer, as nobody’s, and no cookie is read or set', async () => {
    const answer = await tell(page(), { cookie: `sy_visitor=${newVisitorId()}` })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(await events()).toMatchObject([
      {
        kind: 'page.viewed',
        payload: { url: 'https://shop.example/prices?a=1', title: 'Prices', referrer: '' },
        prospectId: null,
        state: 'new',
        visit: { visitorId: visitor, browser: { userAgent: firefox }, origin: 'https://shop.example' },
      },
    ])
  })

  test('of a known visitor is in their timeline, and is their last activity', async () => {
    const { _id } = await insertProspect({ visitorIds: [visitor] })
    await tell(page())
    await workUntilIdle()
    const { items } = await listTimeline(_id, {})
    expect(items.map(({ summary }) => summary)).toEqual(['Viewed the page “Prices”'])
    expect((await prospectNow(_id)).lastActivityAt).toEqual((await events())[0]?.at)
  })

  test('by a program is kept with its verdict, and is nobody’s', async () => {
    await insertProspect({ visitorIds: [visitor] })
    await tell(page(), { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' })
    await workUntilIdle()
    expect(await events()).toMatchObject([{ verdict: 'bot', outcome: 'not-human', prospectId: null }])
  })

  test('never keeps what was handed over in an address', async () => {
    const url = 'https://shop.example/?a=1&sy_visit=secret&b=2'
    await tell({ ...page(), url, referrer: 'https://shop.example/?sy_visit=secret' })
    expect((await events())[0]?.payload).toMatchObject({
      url: 'https://shop.example/?a=1&b=2',
      referrer: 'https://shop.example/',
    })
  })
})

describe('who it was', () => {
  test('a signed token says, and ties the visitor of the page to that prospect', async () => {
    const { _id } = await insertProspect()
    await tell({ ...page(), token: signVisit({ prospectId: _id }, getEnv().secret) })
    await tell({ ...page(), title: 'Contact' })
    await workUntilIdle()
    expect((await events()).map(({ prospectId }) => prospectId)).toEqual([_id, _id])
    expect((await prospectNow(_id)).visitorIds).toEqual([visitor])
  })

  test('a visitor id that a link handed over is the answer, and stands for the page’s own', async () => {
    const handed = newVisitorId()
    const { _id } = await insertProspect({ visitorIds: [handed] })
    const answer = await tell({ ...page(), token: signVisit({ visitorId: handed }, getEnv().secret) })
    expect([answer.status, await answer.json()]).toEqual([200, { visitor: handed }])
    await workUntilIdle()
    expect(await events()).toMatchObject([{ prospectId: _id, visit: { visitorId: handed } }])
  })

  test('nothing else says: not an address, not a bare id, not a forged or an old token', async () => {
    const { _id, email } = await insertProspect({ email: 'ada@example.com' })
    const day = 24 * 60 * 60_000
    const old = signVisit({ prospectId: _id }, getEnv().secret)
    const { readVisit } = await import('./visit-token')
    const { tokenKeys } = await import('./token')
    expect(readVisit(old, tokenKeys(getEnv().secret), Date.now() + day + 1000)).toBeNull()
    for (const token of [_id, email, `${old.slice(0, -1)}_`, signVisit({ prospectId: _id }, 'x'.repeat(40))])
      expect((await tell({ ...page(), token })).status).toBe(204)
    expect((await tell({ ...page(), prospectId: _id })).status).toBe(400)
    await workUntilIdle()
    expect((await events()).map(({ prospectId }) => prospectId)).toEqual([null, null, null, null])
  })

  test('a token of somebody else on a known device is theirs for this event, and moves no device', async () => {
    const [ada, ben] = [await insertProspect({ visitorIds: [visitor] }), await insertProspect()]
    await tell({ ...page(), token: signVisit({ prospectId: ben._id }, getEnv().secret) })
    await workUntilIdle()
    expect((await events())[0]).toMatchObject({ prospectId: ben._id })
    expect([(await prospectNow(ada._id)).visitorIds, (await prospectNow(ben._id)).visitorIds]).toEqual([
      [visitor],
      [],
    ])
  })
})

test('TR-1: a custom event with its properties reaches the goal of a known visitor', async () => {
  const { _id } = await insertProspect({ visitorIds: [visitor] })
  const rules = { combinator: 'and', rules: [{ field: 'event.plan', operator: '=', value: 'pro' }] }
  const configs = { goal: { type: 'signed-up', criteria: rules }, tag: { tags: ['customer'] } }
  const types = { goal: 'event-received' }
  await publishDocument({
    document: drawing({ nodes: ['goal', 'tag'], edges: ['goal>tag'], types, configs }),
  })
  const url = 'https://shop.example/'
  await tell({ kind: 'event', visitor: newVisitorId(), url, type: 'signed-up', properties: { plan: 'pro' } })
  await tell({ kind: 'event', visitor, url, type: 'signed-up', properties: { plan: 'pro' } })
  await workUntilIdle()
  expect((await prospectNow(_id)).tags).toEqual(['customer'])
})

describe('what is refused, without an error of ours', () => {
  const properties = { text: 'x'.repeat(12_000) }
  test.each([
    ['no JSON', () => 'hello', 400],
    ['nothing', () => '', 400],
    ['another shape', () => [], 400],
    ['an unknown kind', () => ({ ...page(), kind: 'purchase' }), 400],
    ['a visitor id of another shape', () => ({ ...page(), visitor: { $ne: null } }), 400],
    ['an address that is none', () => ({ ...page(), url: 'javascript:alert(1)' }), 400],
    [
      'too many properties',
      () => ({ ...page(), kind: 'event', title: undefined, type: 'a', properties }),
      400,
    ],
    ['a body that is too long', () => 'x'.repeat(20_000), 413],
  ])('%s', async (_, body, status) => {
    expect((await tell(body())).status).toBe(status)
    expect(await events()).toEqual([])
  })

  test('other methods; and a browser may ask first', async () => {
    expect((await fetch(`${web.url}/t`)).status).toBe(405)
    const asked = await fetch(`${web.url}/t`, { method: 'OPTIONS' })
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-headers')).toBe('Content-Type')
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('too many from one address, until the window is over; others are let through', () => {
    const limit = new RateLimit({ most: 2, withinMs: 60_000 })
    expect(['a', 'a', 'a', 'b'].map((address) => limit.take(address))).toEqual([true, true, false, true])
    for (const address of ['a', 'a']) limit.giveBack(address)
    expect(limit.take('a')).toBe(true)
  })
})

test('an event of a prospect who was erased names nobody', async () => {
  await tell({ ...page(), token: signVisit({ prospectId: newId() }, getEnv().secret) })
  await workUntilIdle()
  expect(await events()).toMatchObject([
    { prospectId: null, outcome: 'erased', payload: { url: '', title: '' } },
  ])
})
