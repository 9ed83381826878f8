import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mustCall } from './support/call-api'
import { openBrowser, signedInPage } from './support/open-browser'
import { type Stack, startStack } from './support/start-stack'

let stack: Stack
let browser: Browser

beforeAll(async () => {
  stack = await startStack()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

it('P12: a workflow is created, drawn, connected, filled in and published with keys alone', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  const press = (key: string) => page.keyboard.press(key)
  await page.getByRole('heading', { name: 'Workflows' }).waitFor()
  await press('Tab')
  expect(await focused(page)).toBe('Skip to content')
  await press('Enter')
  await tabTo(page, 'Create workflow')
  await press('Enter')
  await untilFocused(page, 'Name')
  await press('Escape')
  await untilFocused(page, 'Create workflow')
  await press('Enter')
  await untilFocused(page, 'Name')
  await page.keyboard.type('By keys')
  await press('Enter')
  await page.waitForURL(/\/workflows\/[0-9a-f]{24}/)
  await page.getByRole('searchbox', { name: 'Search node types' }).waitFor()

  // A type that is chosen with a key leads into its settings, and Escape back to the types.
  await tabTo(page, 'Search node types')
  await page.keyboard.type('add tags')
  await press('Enter')
  await untilFocused(page, 'Tags to add')
  await page.keyboard.type('reached')
  await press('Enter')
  await escapeTo(page, 'Search node types')
  await page.keyboard.type('enrolled')
  await press('Enter')
  await page.getByRole('region', { name: 'Settings' }).getByText('Leads to').waitFor()
  await tabTo(page, 'Connect Next')
  await press('Enter')
  await untilFocused(page, 'Search nodes…')
  await page.keyboard.type('add tags')
  await press('Enter')
  await page.getByRole('button', { name: 'Disconnect Add tags' }).waitFor()
  await press('Escape')

  // From the types on to the cards, which show that they have the focus.
  await tabTo(page, 'Enrolled: Enrolled')
  expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe(
    'solid',
  )
  await press('ArrowRight')
  await press('F2')
  await untilFocused(page, 'Name')
  await page.keyboard.type('Start')
  await press('Enter')

  await page
    .getByRole('status')
    .filter({ hasText: /^Saved/ })
    .waitFor()
  await press('Control+Shift+Enter')
  await page.getByRole('button', { name: 'Publish version 1' }).waitFor()
  await tabTo(page, 'Publish version 1')
  await press('Enter')
  await page.getByText('Version 1 is live.').waitFor()

  const [{ id } = { id: '' }] = (await mustCall(stack, 'GET', '/workflows')).items
  expect(await mustCall(stack, 'GET', `/workflows/${id}`)).toMatchObject({
    live: { version: 1 },
    document: {
      nodes: [
        { type: 'add-tags', config: { tags: ['reached'] } },
        { type: 'enrolled', name: 'Start' },
      ],
      edges: [{ output: 'next' }],
    },
  })
  expect(faults).toEqual([])
})

/** The name of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement
    return element.ariaLabel ?? element.labels?.[0]?.textContent ?? element.textContent?.trim() ?? ''
  })
}

const MOST_STOPS = 90

async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    if ((await focused(page)) === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to “${name}”`)
}

/** The browser's own list of suggestions, when it is open, takes an Escape for itself. */
async function escapeTo(page: Page, name: string): Promise<void> {
  const press = async () => {
    await page.keyboard.press('Escape')
    return focused(page)
  }
  await expect.poll(press, { timeout: 60_000, interval: 500 }).toBe(name)
}

async function untilFocused(page: Page, name: string): Promise<void> {
  await expect.poll(() => focused(page), { timeout: 60_000 }).toBe(name)
}
