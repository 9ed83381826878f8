import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillWorkspace } from './support/fill-workspace'
import { openBrowser, signedInPage } from './support/open-browser'
import { type Stack, startStack } from './support/start-stack'

let stack: Stack
let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  stack = await startStack({ DEMO: '1' })
  await fillWorkspace(stack)
  browser = await openBrowser()
  const signedIn = await signedInPage(browser, stack)
  page = signedIn.page
  faults = signedIn.faults
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

/** The lists, and from each of those with entries its first one. */
const pages = [
  ['/workflows', /^\/workflows\/[0-9a-f]{24}$/],
  ['/prospects', /^\/prospects\/[0-9a-f]{24}$/],
  ['/prospects/import', null],
  ['/bulk-operations', null],
  ['/lists', /^\/lists\/[0-9a-f]{24,}$/],
  ['/tasks', null],
  ['/inspector', null],
  ['/inspector?tab=windows', null],
  ['/functions', /^\/functions\/[0-9a-f]{24,}$/],
  ['/webhooks', /^\/webhooks\/[0-9a-f]{24,}$/],
  ['/links', /^\/links\/[0-9a-f]{24}$/],
  ['/emails', /^\/emails\/[0-9a-f]{24}$/],
  ['/runs', /^\/runs\/[0-9a-f]{24}$/],
  ['/outbox', /^\/outbox\/[0-9a-f]{24}$/],
  ['/settings/users', null],
  ['/settings/api-keys', null],
  ['/settings/tracking', null],
  ['/settings/fields', null],
  ['/settings/rules', null],
  ['/settings/jobs', null],
  ['/settings/webhooks', null],
  ['/r/nowhere', null],
  ['/u/nowhere', null],
  ['/j/nowhere', null],
] as const

it.each(pages)(
  '%s, and what it leads to, can be used by everybody: both themes, wide and narrow',
  async (path, entry) => {
    await open(path)
    const paths: string[] = [path]
    if (entry) {
      const first = () => firstLink(entry)
      await expect.poll(first, { message: `the demo workspace has an entry on ${path}` }).toMatch(entry)
      paths.push(await first())
    }
    for (const at of paths) {
      for (const width of [1280, 390]) {
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 844 })
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await open(at)
          expect(await violations(), `${at} at ${width} px, ${colorScheme}`).toEqual([])
          expect(await overflow(), `${at} does not scroll sideways at ${width} px`).toBeLessThanOrEqual(0)
          expect(await tabsOverflow(), `tabs of ${at} do not scroll up and down`).toBeLessThanOrEqual(0)
        }
      }
    }
    expect(faults).toEqual([])
  },
)

async function open(path: string): Promise<void> {
  await page.goto(path)
  await page.locator('main').waitFor()
  await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"], main .animate-pulse'))
}

async function firstLink(entry: RegExp): Promise<string> {
  const links = page.locator('main a[href]')
  const hrefs = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''))
  return hrefs.find((href) => entry.test(href)) ?? ''
}

async function violations(): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (options: object) => Promise<AxeResults> } } // put there just now
    const { violations } = await axe.run({ resultTypes: ['violations'], iframes: false })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    )
  })
}

type AxeResults = { violations: { id: string; nodes: { html: string }[] }[] }

/** How many pixels the page is wider than the window. */
function overflow(): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** How many pixels tabs are higher than the row they stand in. */
function tabsOverflow(): Promise<number> {
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll('[role="tablist"]')]
    return Math.max(0, ...rows.map((row) => row.scrollHeight - row.clientHeight))
  })
}
