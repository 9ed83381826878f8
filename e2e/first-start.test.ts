import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openBrowser, openPage } from './support/open-browser'
import { type Stack, startStack } from './support/start-stack'

let stack: Stack
let browser: Browser

beforeAll(async () => {
  // As a newcomer: nothing is set, so there is a demo workspace and a link for the first admin.
  stack = await startStack({ DEMO: '1', BOOTSTRAP_ADMIN_EMAIL: '', BOOTSTRAP_ADMIN_PASSWORD: '' })
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

it('the printed link makes the first admin, once, and leads into a workspace with something in it', async () => {
  const link = /http:\/\/localhost:\d+\/setup\?token=\S+/.exec(stack.output())?.[0]
  expect(link, 'npm start prints a one-time link').toBeTruthy()
  const [page, stranger] = [await openPage(browser), await openPage(browser)]
  await stranger.goto(link ?? '')
  await page.goto(link ?? '')
  await fillIn(page, 'ada@example.com')
  await page.waitForURL('**/workflows')
  await page.getByRole('link', { name: 'Route planning webinar' }).waitFor()

  await fillIn(stranger, 'mallory@example.com')
  await stranger
    .getByRole('alert')
    .getByText(/sign in/i)
    .waitFor()
  await stranger.reload()
  await stranger.getByText('This link does not work any more').waitFor()
  expect(new URL(stranger.url()).pathname).toBe('/setup')
})

it('nothing behind the sign-in is shown without it, and one leads back to where one wanted to go', async () => {
  const page = await openPage(browser)
  await page.goto(`${stack.baseUrl}/prospects`)
  await page.waitForURL('**/sign-in?next=%2Fprospects')
  await page.getByLabel('Email').fill('ada@example.com')
  await page.getByLabel('Password').fill('wrong horse battery')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Email and password do not belong together').waitFor()
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/prospects')
  await page.getByRole('heading', { name: 'Prospects' }).waitFor()
})

async function fillIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Your name').fill('Ada Lovelace')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password').fill('correct horse battery')
  await page.getByRole('button', { name: 'Create admin account' }).click()
}
