import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Stack } from './start-stack'

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** The Chromium of this machine, if there is one. */
export function findBrowser(): string | undefined {
  return candidates.find((path) => path && existsSync(path))
}

/** Starts Chromium with a fresh profile and nothing that calls home. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('Browser tests need Chromium: install it, or set CHROMIUM_PATH.')
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Where links lead to is not asked for: no test waits for a network, or needs one.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
    ],
  })
}

/** What a person's browser says of itself; “HeadlessChrome” would be judged a bot. */
export const personsUserAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** A page in a new profile, as a person has it, with patience for a busy machine. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ userAgent: personsUserAgent, ...options })
  context.setDefaultTimeout(90_000)
  return context.newPage()
}

/** A page in a new profile, signed in as the first admin. Failed requests and page errors are kept in `faults`. */
export async function signedInPage(
  browser: Browser,
  stack: Stack,
): Promise<{ page: Page; faults: string[] }> {
  const page = await openPage(browser, { baseURL: stack.baseUrl, viewport: { width: 1280, height: 800 } })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} ${response.url()}`)
  })
  await page.goto('/sign-in')
  await page.getByLabel('Email').fill(stack.admin.email)
  await page.getByLabel('Password').fill(stack.admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(/\/(workflows)?$/)
  return { page, faults }
}
