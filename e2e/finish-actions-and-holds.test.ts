import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { draw } from '@/workflows/testing/draw'
import { mustCall } from './support/call-api'
import { openBrowser, personsUserAgent, signedInPage } from './support/open-browser'
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

it('two Finish Actions on a link: five clicks run, the sixth is held as spam, and runs once it is released', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  const { linkId, prospectId, trackedUrl } = await linkAndProspect('offer', { firstName: 'Five', score: 5 })

  await page.goto(`/links/${linkId}`)
  await page.getByRole('tab', { name: 'Finish Actions' }).click()
  await addFinishAction(page, 'Tag as hot', 'Add tags', async (sheet) => {
    await sheet.getByLabel('Tags to add').fill('hot')
    await sheet.getByLabel('Tags to add').press('Enter')
    await sheet.getByRole('button', { name: 'Add a condition' }).click()
    await sheet.getByLabel('Value').fill('10') // “Score is at least” stands there by itself
  })
  await page.getByText('Only if Score is at least 10').waitFor()
  await addFinishAction(page, 'Raise the score', 'Adjust score', (sheet) =>
    sheet.getByLabel('Points').fill('5'),
  )
  const inOrder = page.getByRole('list', { name: 'Finish Actions' }).locator(':scope > li')
  await expect.poll(() => inOrder.allInnerTexts()).toEqual([holds('Tag as hot'), holds('Raise the score')])
  await page.getByRole('button', { name: 'Move Raise the score up' }).press('Enter')
  await page.getByRole('button', { name: 'Save order' }).click()
  await page.getByText('Version 3, published').waitFor()
  await page.getByText('The original value is used.').waitFor()
  await expect.poll(() => inOrder.allInnerTexts()).toEqual([holds('Raise the score'), holds('Tag as hot')])

  for (let count = 0; count < 7; count++) await clickAsPerson(trackedUrl)
  await expect.poll(() => clicksHeld()).toHaveLength(2)
  await expect.poll(() => runsOf(prospectId)).toHaveLength(5)
  await expect.poll(() => prospect(prospectId)).toMatchObject({ score: 30, tags: ['hot'] })

  const first = (await runsOf(prospectId)).at(-1)
  await page.goto(`/runs/${first?.id}`)
  const run = page.locator('main')
  await run
    .getByText('The criteria were not met on the original values, so the action did not run.')
    .waitFor()
  await run
    .getByRole('figure', { name: 'Criteria' })
    .getByText(/original value\s*5/)
    .waitFor()

  await page.goto('/inspector')
  const held = page.getByRole('row').filter({ hasText: 'Five' })
  await held.nth(1).waitFor()
  await held.last().getByRole('button', { name: 'Release' }).click() // the newest stands first
  const question = page.getByRole('alertdialog')
  await question.getByText('as if it happened then, with score 30').waitFor()
  await question.getByRole('button', { name: 'Release' }).click()
  await expect.poll(() => held.count()).toBe(1)
  await expect.poll(() => prospect(prospectId)).toMatchObject({ score: 35, tags: ['hot'] })
  expect(await runsOf(prospectId)).toHaveLength(6)

  await page.goto(`/prospects/${prospectId}`)
  await page.getByText('Was held as spam, then released.').waitFor()
  await page.getByText('Held as spam until somebody decides.').waitFor()
  expect(faults).toEqual([])
})

it('a paused workflow starts nobody; what it held is shown, and happens when it is released', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  const { linkId, prospectId, trackedUrl } = await linkAndProspect('paused', { firstName: 'Patience' })
  const workflow = await mustCall(stack, 'POST', '/workflows', { name: 'Paused' })
  const document = draw(
    {
      start: { type: 'redirect-link-clicked', config: { linkIds: [linkId] } },
      tag: { type: 'add-tags', config: { tags: ['patient'] } },
    },
    ['start -> tag'],
  )
  await mustCall(stack, 'PUT', `/workflows/${workflow.id}/draft`, { revision: workflow.revision, document })
  await mustCall(stack, 'POST', `/workflows/${workflow.id}/publish`)

  await page.goto(`/workflows/${workflow.id}`)
  await page.getByRole('button', { name: 'Pause', exact: true }).click()
  const notice = page.getByRole('region', { name: 'Held while paused' })
  await notice.getByText('Paused: nobody starts').waitFor()
  await clickAsPerson(trackedUrl)
  await notice.getByText('Held back by the pause: 1 click or other event.').waitFor()
  await expect.poll(() => notice.getByRole('button', { name: 'Release all' }).isDisabled()).toBe(true)
  expect(await runsOf(prospectId)).toEqual([])

  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await notice.getByText('Resumed.').waitFor()
  expect(await runsOf(prospectId)).toEqual([])
  await notice.getByRole('button', { name: 'Release all' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Release all' }).click()
  await notice.waitFor({ state: 'detached' })
  await expect.poll(() => prospect(prospectId)).toMatchObject({ tags: ['patient'] })
  expect(await runsOf(prospectId)).toHaveLength(1)

  await page.goto(`/prospects/${prospectId}`)
  await page.getByText('For “Paused”: clicked “paused”').waitFor()
  await page.getByText('Was held by the pause of its workflow, then released.').waitFor()
  expect(await page.getByText('Clicked “paused”', { exact: true }).count()).toBe(1)
  expect(faults).toEqual([])
})

const holds = (text: string) => expect.stringContaining(text)

async function addFinishAction(
  page: Page,
  name: string,
  action: string,
  fillOut: (sheet: ReturnType<Page['locator']>) => Promise<void>,
): Promise<void> {
  await page.getByRole('button', { name: 'Add Finish Action' }).click()
  const sheet = page.getByRole('dialog', { name: 'Add Finish Action' })
  await sheet.getByLabel('Name').fill(name)
  await sheet.getByRole('combobox', { name: 'Action' }).click()
  await page.getByRole('option', { name: new RegExp(`^${action}`) }).click()
  await fillOut(sheet)
  await sheet.getByRole('button', { name: 'Save Finish Action' }).click()
  await sheet.waitFor({ state: 'detached' })
}

/** A link, a prospect, and the tracked URL with their token. */
async function linkAndProspect(slug: string, values: { firstName: string; score?: number }) {
  const destination = 'https://example.com/x'
  const link = await mustCall(stack, 'POST', '/links', { name: slug, slug, destination })
  const { id } = await mustCall(stack, 'POST', '/prospects', { email: `${slug}@example.com`, ...values })
  const { url } = await mustCall(stack, 'POST', `/links/${link.id}/tokens`, { prospectId: id })
  return { linkId: link.id, prospectId: id, trackedUrl: url }
}

async function clickAsPerson(url: string): Promise<void> {
  const response = await fetch(url, { redirect: 'manual', headers: { 'user-agent': personsUserAgent } })
  expect(response.status).toBe(302)
}

const prospect = (id: string) => mustCall(stack, 'GET', `/prospects/${id}`)
const runsOf = async (prospectId: string) =>
  (await mustCall(stack, 'GET', `/runs?prospectId=${prospectId}`)).items
const clicksHeld = async () => (await mustCall(stack, 'GET', '/holds?reason=spam')).items
