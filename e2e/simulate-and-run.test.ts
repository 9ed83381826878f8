import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { draw, scoreAtLeast } from '@/workflows/testing/draw'
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

const code = `export default function (prospect) {
  console.log('asked about', prospect.firstName)
  return { addTags: ['checked'], setFields: { 'fields.size': prospect.organization.length } }
}`

it('a function is tried out in its Test panel: what it would change, where it fails, and that it ends', async () => {
  const grace = await createProspect('tried@example.com')
  const tried = await mustCall(stack, 'POST', '/functions', { name: 'Measure', code })
  const { page, faults } = await signedInPage(browser, stack)
  await page.goto(`/functions/${tried.id}`)
  const main = page.locator('main')

  await main.getByRole('combobox').filter({ hasText: 'Choose a prospect' }).click()
  await page.getByRole('option', { name: /Grace Hopper/ }).click()
  await main.getByRole('button', { name: 'Run', exact: true }).click()
  const changes = main.getByRole('region', { name: 'What it would change' })
  await changes.getByText('Added tag “checked”').waitFor()
  await changes.getByText('Changed size to “4”').waitFor()
  await main.getByRole('region', { name: 'Log' }).getByText('asked about Grace').waitFor()

  await writeCode(page, 'export default function () {\n  return nothingOfThatName\n}')
  await main.getByRole('button', { name: 'Run', exact: true }).click()
  await main.getByText(/Line 2: ReferenceError/).waitFor()

  await writeCode(page, 'export default () => { for (;;); }')
  await main.getByRole('button', { name: 'Run', exact: true }).click()
  await main.getByText('It took longer than 1000 ms', { exact: false }).first().waitFor()

  expect(await mustCall(stack, 'GET', `/prospects/${grace.id}`)).toMatchObject({ tags: [], fields: {} })
  expect(faults).toEqual([])
})

it('IR-13, ?6: what the simulator shows step by step writes nothing, and is what a click then does', async () => {
  const { link, workflow } = await drawScoring()
  const grace = await createProspect('grace@example.com')
  const before = await everythingStored(grace.id, workflow.id)

  const { page, faults } = await signedInPage(browser, stack)
  await page.goto(`/workflows/${workflow.id}`)
  await startSimulation(page, 'grace@example.com')
  const simulator = page.getByRole('region', { name: 'Simulator' })
  const current = simulator.getByRole('region', { name: 'Current step' })
  await simulator.getByRole('button', { name: 'Clicks “Prices”' }).click()
  await current.getByText('The event satisfied this goal.').waitFor()
  const next = () => simulator.getByRole('button', { name: 'Next step' }).click()
  await next()
  await current.getByText('Took the branch “Warm”').waitFor()
  await next()
  await current.getByText('Adjusted score by +10').waitFor()
  await next()
  await current.getByText('The criteria were not met on the original values').waitFor()
  await current.getByText('Score was 20 by then').waitFor()
  await next()
  await current.getByText('Functions are not run here.').waitFor()
  await next()
  await current.getByText('A wait began.').waitFor()
  await simulator.getByRole('button', { name: 'Next wait' }).click()
  await simulator.getByRole('button', { name: 'All steps' }).click()
  await current.getByText('Added tag “later”').waitFor()
  const shown = simulator.getByRole('region', { name: 'The prospect' })
  await shown.getByText('20', { exact: true }).waitFor()
  await shown.getByText('later', { exact: true }).waitFor()

  expect(await everythingStored(grace.id, workflow.id)).toEqual(before)

  await page.getByRole('button', { name: 'Close simulator' }).click()
  await publish(page)
  await clickAs(link.id, grace.id)
  await expect
    .poll(() => mustCall(stack, 'GET', `/prospects/${grace.id}`))
    .toMatchObject({ score: 20, tags: expect.arrayContaining(['later', 'checked']), fields: { size: 4 } })
  expect(await mustCall(stack, 'GET', `/prospects/${grace.id}`)).toMatchObject({
    tags: expect.not.arrayContaining(['hot', 'cold']),
  })

  await readRun(page, workflow.id)
  expect(faults).toEqual([])
})

async function readRun(page: Page, workflowId: string): Promise<void> {
  const { items } = await mustCall(stack, 'GET', `/runs?workflowId=${workflowId}`)
  expect(items).toHaveLength(1)
  await page.goto(`/runs/${items[0]?.id}`)
  const run = page.locator('main')
  for (const told of [
    'Took the branch “Warm”, the first whose criteria were met.',
    'The criteria were not met on the original values, so the action did not run.',
    'The function answered.',
    'Added tag “checked”',
    'Added tag “later”',
  ])
    await run.getByText(told).first().waitFor()
}

/**
 * A click on “Prices” takes the warm branch from a score of 10 on, raises it by 10, tags as hot whoever had 20 before,
 * runs a function, waits, and tags as later whoever has 20 by then. A draft, not published.
 */
async function drawScoring() {
  const link = await mustCall(stack, 'POST', '/links', {
    name: 'Prices',
    slug: 'prices',
    destination: 'https://example.com/prices',
  })
  const measure = await mustCall(stack, 'POST', '/functions', { name: 'Measure live', code })
  const document = draw(
    {
      Clicked: { type: 'redirect-link-clicked', config: { linkIds: [link.id] } },
      Sort: {
        type: 'decision',
        config: { branches: [{ id: 'warm', name: 'Warm', criteria: scoreAtLeast(10) }] },
      },
      Cold: { type: 'add-tags', config: { tags: ['cold'] } },
      Raise: { type: 'adjust-score', config: { by: 10 } },
      Hot: { type: 'add-tags', config: { tags: ['hot'], criteria: scoreAtLeast(20) } },
      Measure: { type: 'run-lambda', config: { functionId: measure.id } },
      Pause: { type: 'wait', config: { for: 'PT2S' } },
      Later: { type: 'add-tags', config: { tags: ['later'], criteria: scoreAtLeast(20) } },
    },
    [
      'Clicked -> Sort',
      'Sort.else -> Cold',
      'Sort.warm -> Raise',
      'Raise -> Hot',
      'Hot -> Measure',
      'Measure -> Pause',
      'Pause -> Later',
    ],
  )
  const workflow = await mustCall(stack, 'POST', '/workflows', { name: 'Scoring' })
  await mustCall(stack, 'PUT', `/workflows/${workflow.id}/draft`, { revision: workflow.revision, document })
  return { link, workflow }
}

const createProspect = (email: string) =>
  mustCall(stack, 'POST', '/prospects', {
    email,
    firstName: 'Grace',
    lastName: 'Hopper',
    organization: 'Navy',
    score: 10,
  })

/** Everything that a simulation could have touched. */
async function everythingStored(prospectId: string, workflowId: string) {
  const paths = [
    `/prospects/${prospectId}`,
    `/prospects/${prospectId}/timeline`,
    `/workflows/${workflowId}`,
    '/runs',
    '/outbox',
    '/tasks',
    '/webhooks',
    '/links',
  ]
  return Promise.all(paths.map((path) => mustCall(stack, 'GET', path)))
}

async function startSimulation(page: Page, email: string): Promise<void> {
  // A yes/no field is chosen from a list, of which Radix keeps a hidden one for the browser.
  await mustCall(stack, 'POST', '/fields', { key: 'onTrial', label: 'On trial', type: 'boolean' })
  await page.reload()
  await page.getByRole('button', { name: 'Simulate' }).click()
  const simulator = page.getByRole('region', { name: 'Simulator' })
  await simulator.getByLabel('On trial').waitFor()
  const tooLong = await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)
  expect(tooLong, 'the panel scrolls, the page does not').toBe(0)
  await simulator.getByRole('radio', { name: 'A prospect of yours' }).click()
  await choose(page, simulator.getByLabel('Prospect', { exact: true }), new RegExp(email))
  await simulator.getByRole('button', { name: 'Start', exact: true }).click()
}

async function choose(page: Page, combobox: Locator, option: RegExp): Promise<void> {
  await combobox.click()
  await page.getByRole('option', { name: option }).click()
}

async function writeCode(page: Page, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Code of the function' })
  await editor.click()
  await page.keyboard.press('ControlOrMeta+A')
  // Pasted as a whole: keys would be completed and indented by the editor.
  await page.keyboard.insertText(text)
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByText('Version 1 is live.').waitFor()
}

async function clickAs(linkId: string, prospectId: string): Promise<void> {
  const { url } = await mustCall(stack, 'POST', `/links/${linkId}/tokens`, { prospectId })
  const headers = { 'user-agent': personsUserAgent }
  expect((await fetch(url, { redirect: 'manual', headers })).status).toBe(302)
}
