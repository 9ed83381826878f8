import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mustCall } from './support/call-api'
import { openBrowser, signedInPage } from './support/open-browser'
import { type Stack, startStack } from './support/start-stack'

let stack: Stack
let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  stack = await startStack()
  browser = await openBrowser()
  const signedIn = await signedInPage(browser, stack)
  page = signedIn.page
  faults = signedIn.faults
  for (const [firstName, score] of [
    ['Ada', 12],
    ['Ben', 3],
    ['Cleo', 7],
  ] as const)
    await mustCall(stack, 'POST', '/prospects', { firstName, email: `${firstName}@example.com`, score })
})

afterAll(async () => {
  await browser?.close()
  await stack?.stop()
})

const names = async () =>
  (await page.getByRole('table', { name: 'Prospects' }).locator('tbody a').allTextContents()).map((text) =>
    text.trim(),
  )

it('a custom field is made, and is there in the columns and the conditions', async () => {
  await page.goto('/settings/fields')
  await page.getByRole('button', { name: 'Create field' }).first().click()
  await page.getByLabel('Label').fill('Company size')
  await page.getByLabel('Type').click()
  await page.getByRole('option', { name: 'Number' }).click()
  await page.getByRole('button', { name: 'Create field' }).click()
  await page.getByRole('cell', { name: 'companySize' }).waitFor()
  await page.goto('/prospects')
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByLabel('Company size').check()
  await page.getByRole('columnheader', { name: 'Company size' }).waitFor()
})

it('filter, order and columns survive a reload', async () => {
  await page.goto('/prospects')
  await page.getByRole('button', { name: 'Filter' }).click()
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByLabel('Value', { exact: true }).fill('5')
  await page.getByText('2 prospects match now.').waitFor()
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.getByRole('button', { name: 'Score', exact: true }).click()
  await expect.poll(names).toEqual(['Ada', 'Cleo'])
  await page.reload()
  await page.getByText('Score is at least 5').waitFor()
  await page.getByRole('columnheader', { name: 'Company size' }).waitFor()
  await expect.poll(names).toEqual(['Ada', 'Cleo'])
  await page.getByRole('button', { name: 'Remove the condition Score is at least 5' }).click()
  await expect.poll(names).toEqual(['Ada', 'Cleo', 'Ben'])
})

it('a list by criteria fills itself, and follows a prospect that changes', async () => {
  await page.goto('/lists')
  await page.getByRole('button', { name: 'Create list' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Warm')
  await dialog.getByLabel('By criteria').click()
  await dialog.getByRole('button', { name: 'Add a condition' }).click()
  await dialog.getByLabel('Value', { exact: true }).fill('10')
  await dialog.getByText('1 prospect matches now.').waitFor()
  await dialog.getByRole('button', { name: 'Create list' }).click()
  await page.waitForURL(/\/lists\/[0-9a-f]{24}/)
  await page.getByRole('link', { name: 'Ada' }).waitFor()
  const [ben] = (await mustCall(stack, 'GET', '/prospects?email=ben@example.com')).items
  await mustCall(stack, 'PATCH', `/prospects/${ben?.id}`, { score: 40 })
  await page.getByRole('link', { name: 'Ben' }).waitFor()
  expect(faults).toEqual([])
})
