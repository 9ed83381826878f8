import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('draws, publishes, enrols, clicks in the Outbox as the prospect, and sees everything that happened', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  await writeEmail(page, 'Welcome', [
    ['See a demo', 'https://example.com/demo?from=mail#start'],
    ['Read the prices', 'https://example.com/prices'],
  ])
  await writeEmail(page, 'Demo invitation', [['Pick a date', 'https://example.com/dates']])
  await createProspect(page, 'grace@example.com', 'Grace', 'Hopper')

  await createWorkflow(page, 'Trial')
  await drawTrial(page)
  await publish(page)
  await enrol(page, 'Grace')

  await clickInOutbox(page, 'Welcome', 'See a demo', 'https://example.com/demo?from=mail#start')

  await page.goto('/prospects')
  await page.getByRole('link', { name: 'Grace Hopper' }).click()
  await page.getByText('engaged', { exact: true }).first().waitFor()
  const profile = page.locator('main')
  await expectText(profile, '10')
  await expectText(profile, 'Clicked')

  await page.goto('/runs')
  await page
    .getByRole('link', { name: /Grace Hopper/ })
    .first()
    .click()
  const run = page.locator('main')
  await expectText(run, 'See a demo')
  await expectText(run, 'Stopped, because the goal “Email link clicked” was reached.')
  await expectText(run, 'Added tag “engaged”')
  await expectText(run, 'Adjusted score by +10')

  await page.goto('/outbox')
  await page.getByRole('link', { name: 'Demo invitation' }).first().waitFor()
  expect(faults).toEqual([])
})

async function expectText(scope: ReturnType<Page['locator']>, text: string): Promise<void> {
  await scope.getByText(text).first().waitFor()
}

async function writeEmail(page: Page, name: string, links: [label: string, href: string][]): Promise<void> {
  await page.goto('/emails')
  await page
    .getByRole('button', { name: /New email|Write an email|Create/ })
    .first()
    .click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create and write' }).click()
  await page.waitForURL(/\/emails\/[0-9a-f]{24}/)
  await page.getByLabel('Subject', { exact: true }).fill(name)
  await page.getByRole('tab', { name: 'HTML' }).click()
  const anchors = links.map(([label, href]) => `<p><a href="${href}">${label}</a></p>`).join('')
  await page.getByLabel('HTML of the text').fill(`<p>Hello {{ firstName }}</p>${anchors}`)
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved/ })
    .waitFor()
  for (const [label] of links) await page.getByRole('link', { name: label }).first().waitFor()
}

async function createProspect(page: Page, email: string, firstName: string, lastName: string): Promise<void> {
  await page.goto('/prospects')
  await page
    .getByRole('button', { name: /New prospect|Add prospect|Create prospect/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Email').fill(email)
  await dialog.getByLabel('First name').fill(firstName)
  await dialog.getByLabel('Last name').fill(lastName)
  await dialog.getByRole('button', { name: /Add|Create/ }).click()
  await page.getByText(`${firstName} ${lastName}`).first().waitFor()
}

async function createWorkflow(page: Page, name: string): Promise<void> {
  await page.goto('/workflows')
  await page
    .getByRole('button', { name: /New workflow|Create workflow/ })
    .first()
    .click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Create/ })
    .click()
  await page.waitForURL(/\/workflows\/[0-9a-f]{24}/)
}

/** enrolled → sequence → email link clicked → add tags → adjust score → move to the second sequence */
async function drawTrial(page: Page): Promise<void> {
  await addNode(page, 'Enrolled')
  await addNode(page, 'Sequence')
  await drag(page, 'Next of Enrolled', 'Into Sequence')
  for (const title of ['Email link clicked', 'Add tags', 'Adjust score', 'Move to sequence', 'Sequence'])
    await addNode(page, title)
  await connect(page, 'Sequence: Sequence', 'Email link clicked')
  await connect(page, 'Email link clicked: Email link clicked', 'Add tags')
  await connect(page, 'Add tags: Add tags', 'Adjust score')
  await connect(page, 'Adjust score: Adjust score', 'Move to sequence')

  await addEmailStep(page, 'Sequence: Sequence', 'Welcome')
  await addStep(page, 'Wait')
  await addEmailStep(page, 'Sequence: Sequence', 'Demo invitation')
  await addEmailStep(page, 'Sequence: Sequence 2', 'Demo invitation')
  await addStep(page, 'Wait')

  await select(page, 'Email link clicked: Email link clicked')
  await settings(page)
    .getByRole('button', { name: /Choose links/ })
    .click()
  const chooser = page.getByRole('dialog')
  await chooser.getByRole('button', { name: 'See a demo' }).click()
  await chooser.getByRole('button', { name: 'Done' }).click()

  await select(page, 'Add tags: Add tags')
  await settings(page).getByLabel('Tags to add').fill('engaged')
  await settings(page).getByLabel('Tags to add').press('Enter')
  await select(page, 'Adjust score: Adjust score')
  await settings(page).getByLabel('Points').fill('10')
  await select(page, 'Move to sequence: Move to sequence')
  await choose(page, settings(page).getByRole('combobox', { name: 'Sequence', exact: true }), 'Sequence 2')
  await page
    .getByRole('status')
    .filter({ hasText: /^Saved/ })
    .waitFor()
}

async function addNode(page: Page, title: string): Promise<void> {
  await page.getByLabel('Palette').getByRole('button', { name: title, exact: true }).click()
}

const settings = (page: Page) => page.getByRole('region', { name: 'Settings' })

async function select(page: Page, label: string): Promise<void> {
  const node = page.locator(`[aria-label="${label}"]`).first()
  await node.focus()
  await node.press('Enter')
  await settings(page).waitFor()
}

async function connect(page: Page, from: string, to: string): Promise<void> {
  await select(page, from)
  await choose(page, settings(page).getByRole('combobox', { name: 'Connect Next' }), to)
}

async function choose(page: Page, combobox: ReturnType<Page['locator']>, option: string): Promise<void> {
  await combobox.click()
  await page
    .getByRole('option', { name: new RegExp(`^${option}`) })
    .first()
    .click()
}

async function addStep(page: Page, title: string): Promise<void> {
  await settings(page).getByRole('button', { name: 'Add step' }).click()
  await page.getByRole('menuitem', { name: title, exact: true }).click()
}

async function addEmailStep(page: Page, node: string, email: string): Promise<void> {
  await select(page, node)
  await addStep(page, 'Send email')
  // The step that was added is the one that is open.
  await choose(page, settings(page).getByRole('combobox', { name: 'Email', exact: true }), email)
}

async function drag(page: Page, from: string, to: string): Promise<void> {
  await untilCanvasRests(page)
  await page.getByLabel(from, { exact: true }).hover()
  await page.mouse.down()
  await page.getByLabel(to, { exact: true }).hover()
  await page.mouse.up()
}

/** A new node moves the view a moment later; the canvas rests when its transform stays the same for a while. */
async function untilCanvasRests(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const seen = window as Window & { canvasAt?: string; canvasSince?: number }
    const at = document.querySelector('.react-flow__viewport')?.getAttribute('style') ?? ''
    if (at !== seen.canvasAt) Object.assign(seen, { canvasAt: at, canvasSince: performance.now() })
    return performance.now() - (seen.canvasSince ?? 0) > 800
  })
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await page.getByRole('button', { name: 'Publish version 1' }).click()
  await page.getByText('Version 1 is live.').waitFor()
}

async function enrol(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Enrol…', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').click()
  await page.getByRole('option', { name: new RegExp(name) }).click()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Enrol prospect' }).click()
  await page.getByText('1 prospect enrolled').waitFor()
}

/** Opens the mail and follows a link in it in a profile of its own, as the prospect would. */
async function clickInOutbox(page: Page, subject: string, label: string, destination: string): Promise<void> {
  await page.goto('/outbox')
  await page.getByRole('link', { name: subject }).first().click()
  const link = page.frameLocator('iframe').getByRole('link', { name: label })
  const tracked = await link.getAttribute('href')
  const followed = page.context().waitForEvent('page')
  const answered = page.context().waitForEvent('response', (response) => response.url() === tracked)
  await link.click()
  const answer = await answered
  await (await followed).close()
  expect(answer.status()).toBe(302)
  expect(answer.headers().location).toBe(destination)
  expect(answer.headers()['server-timing']).toMatch(/rec;desc=(db|spool)/) // durable; the journal when the database is busy
}
