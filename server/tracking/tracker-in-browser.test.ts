import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { findBrowser, openBrowser, personsUserAgent } from '@/e2e/support/open-browser'
import { collectionOf } from '../db/collection-of'
import { getEnv } from '../env'
import { Events } from '../events/stored-event'
import { type Link, Links } from '../links/link'
import { listTimeline } from '../prospects/list-timeline'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { makeLink } from '../testing/make-link'
import { serveTestWeb } from '../testing/serve-test-web'
import { workUntilIdle } from '../testing/work-until-idle'
import type { ServedWeb } from '../web/serve-web'
import { signToken } from './token'

useTestDatabase()

let web: ServedWeb
let site: Server
let siteUrl = ''
let scriptTag = ''
let browser: Browser
let context: BrowserContext
let page: Page
/** What pages sent to the tracker. */
let sent: string[]

/** Two origins, as in life: the tracking domain, and a site whose pages load the script from there. */
describe.skipIf(!findBrowser())('in a browser', () => {
  beforeAll(async () => {
    web = await serveTestWeb()
    site = createServer((request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      response.end(`<!doctype html><title>Prices</title>${scriptTag}<h1>${request.url}</h1>`)
    })
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}` // it listens on a port
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    site?.close()
    await web?.close()
  })
  beforeEach(async () => {
    context = await browser.newContext({ userAgent: personsUserAgent })
    page = await context.newPage()
    sent = []
    context.on('request', (request) => {
      if (request.url() === `${web.url}/t`) sent.push(request.postData() ?? '')
    })
  })
  afterEach(() => context.close())

  test('IR-6, IR-7: a link that hands over leads to a page view in the timeline of the recipient', async () => {
    const { prospect, url } = await sentLink({ identity: 'token+cookie', handover: true })
    page = await visit(url, 'granted')
    await untilStored(2)
    await workUntilIdle()
    expect(new URL(page.url()).href).toBe(`${siteUrl}/prices?a=1#top`)
    expect(await timelineOf(prospect._id)).toEqual(['Clicked “A link”', 'Viewed the page “Prices”'])
    // The page is one visitor with the link from now on, and a later visit needs no link.
    await page.goto(`${siteUrl}/contact`)
    await untilStored(3)
    await workUntilIdle()
    expect(await timelineOf(prospect._id)).toContain('Viewed the page “Prices”')
    expect(await collectionOf(Events).countDocuments({ kind: 'page.viewed', prospectId: prospect._id })).toBe(
      2,
    )
    expect((await prospectNow(prospect._id)).visitorIds).toHaveLength(1)
  })

  test('IM-3: with a link that traces recipients only, their page view is theirs all the same', async () => {
    const { prospect, url } = await sentLink({ identity: 'token', handover: true })
    page = await visit(url, 'granted')
    await untilStored(2)
    await workUntilIdle()
    expect(await timelineOf(prospect._id)).toEqual(['Clicked “A link”', 'Viewed the page “Prices”'])
  })

  test('a link that does not hand over leads to its destination byte for byte, and the page view is nobody’s', async () => {
    const { prospect, url } = await sentLink({ identity: 'token+cookie' })
    const answered = page.waitForResponse((response) => response.url() === url)
    page = await visit(url, 'granted')
    expect((await answered).headers().location).toBe(`${siteUrl}/prices?a=1#top`)
    await untilStored(2)
    await workUntilIdle()
    expect(await timelineOf(prospect._id)).toEqual(['Clicked “A link”'])
  })

  test('without consent nothing is stored and nothing is sent; the address is clean all the same', async () => {
    const { url } = await sentLink({ identity: 'token+cookie', handover: true })
    page = await visit(url, null)
    await page.evaluate(() => call('track', 'looked'))
    expect(page.url()).toBe(`${siteUrl}/prices?a=1#top`)
    expect(await storedOnPage()).toEqual({ cookie: '', local: 0, session: 0 })
    expect(sent).toEqual([])
    await page.evaluate(() => call('consent', false))
    expect(await storedOnPage()).toEqual({ cookie: '', local: 0, session: 0 })
    expect(sent).toEqual([])
  })

  test('consent that is given later counts from then on, and taken back it takes the visitor id along', async () => {
    const { prospect, url } = await sentLink({ identity: 'token+cookie', handover: true })
    page = await visit(url, null)
    await page.evaluate(() => call('consent', true))
    await untilStored(2)
    await page.evaluate(() => call('track', 'asked', { plan: 'pro' }))
    await untilStored(3)
    await workUntilIdle()
    expect(await timelineOf(prospect._id)).toEqual([
      'Clicked “A link”',
      'Viewed the page “Prices”',
      '“asked” was reported',
    ])
    expect((await storedOnPage()).cookie).toMatch(/^sy_site=[0-9a-f]{24}$/)
    await page.evaluate(() => call('consent', false))
    await page.evaluate(() => call('track', 'again'))
    expect((await storedOnPage()).cookie).toBe('')
    expect(sent).toHaveLength(2)
  })

  test.each([
    [
      'Global Privacy Control',
      () => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
    ],
    ['Do Not Track', () => Object.defineProperty(navigator, 'doNotTrack', { value: '1' })],
  ])('%s is a no, whatever the page says', async (_, refuse) => {
    await context.addInitScript(refuse)
    const { url } = await sentLink({ identity: 'token+cookie', handover: true })
    page = await visit(url, 'granted')
    await page.evaluate(() => call('consent', true))
    expect(await storedOnPage()).toEqual({ cookie: '', local: 0, session: 0 })
    expect(sent).toEqual([])
  })

  test('what a page calls before the script is there is done when it comes', async () => {
    const queue =
      'window.switchyard=window.switchyard||function(){(switchyard.q=switchyard.q||[]).push(arguments)}'
    scriptTag = `<script>${queue};switchyard('consent',true);switchyard('track','early')</script><script async src="${web.url}/t.js"></script>`
    await page.goto(`${siteUrl}/`)
    await untilStored(2)
    expect(sent.map((body) => JSON.parse(body).kind).toSorted()).toEqual(['event', 'page'])
  })
})

/** In the page: what sites call. */
declare function call(...command: unknown[]): void

async function sentLink(values: Pick<Link, 'identity'> & Partial<Link>) {
  const prospect = await insertProspect({ firstName: 'Ada' })
  const link = makeLink({ destination: `${siteUrl}/prices?a=1#top`, ...values })
  await collectionOf(Links).insertOne(link)
  const token = signToken({ recipientId: prospect._id }, link._id, getEnv().secret)
  return { prospect, url: `${web.url}/r/${link.slug}/${token}` }
}

async function visit(url: string, consent: 'granted' | null): Promise<Page> {
  scriptTag = `<script src="${web.url}/t.js"${consent ? ` data-consent="${consent}"` : ''}></script><script>window.call=switchyard</script>`
  await page.goto(url)
  return page
}

async function untilStored(count: number): Promise<void> {
  await vi.waitUntil(async () => (await collectionOf(Events).countDocuments()) >= count, { timeout: 60_000 })
}

async function timelineOf(id: string): Promise<string[]> {
  const { items } = await listTimeline(id, {})
  return items.map(({ summary }) => summary.replace(/, before it.*/, '')).toReversed()
}

function storedOnPage() {
  return page.evaluate(() => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
  }))
}
