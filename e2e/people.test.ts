import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
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

it('IR-9: two prospects are merged, have one timeline, an old link counts for the survivor, and the merge is undone; then all data is downloaded, and erased', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  const ada = await mustCall(stack, 'POST', '/prospects', {
    email: 'ada@work.example',
    firstName: 'Ada',
    score: 3,
  })
  const twin = await mustCall(stack, 'POST', '/prospects', {
    email: 'ada@home.example',
    lastName: 'Lovelace',
    phone: '0123',
    score: 5,
  })
  const link = await mustCall(stack, 'POST', '/links', {
    name: 'Offer',
    destination: 'https://example.com/x',
  })
  const { url } = await mustCall(stack, 'POST', `/links/${link.id}/tokens`, { prospectId: twin.id })

  await page.goto(`/prospects/${ada.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Merge with another prospect…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').click()
  await page.getByPlaceholder('Name, organization or email').fill('lovelace')
  await page.getByRole('option', { name: /Lovelace/ }).click()
  await dialog.getByRole('group', { name: 'Email' }).getByText('ada@home.example').click()
  const result = dialog.getByRole('region', { name: 'Result' })
  await expect.poll(() => result.textContent()).toMatch(/(?=.*Ada Lovelace).*ada@home\.example/)
  await dialog.getByRole('button', { name: 'Merge prospects' }).click()
  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  await page.getByText('Merged with').waitFor()
  expect(await mustCall(stack, 'GET', `/prospects/${twin.id}`)).toMatchObject({
    id: ada.id,
    score: 5,
    phone: '0123',
  })

  const response = await fetch(url, { redirect: 'manual', headers: { 'user-agent': personsUserAgent } })
  expect(response.status).toBe(302)
  const figures = () => mustCall(stack, 'GET', `/prospects/${ada.id}/click-figures`)
  await expect.poll(figures).toMatchObject({ link_clicks: 1 })
  await page.goto(`/prospects/${ada.id}?show=clicks`)
  await page.getByText('Clicked “Offer”').waitFor()

  await page.getByRole('button', { name: 'More', exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'Download all data' }).click()
  const exported = JSON.parse(await readFile(await (await downloading).path(), 'utf8'))
  expect(exported).toMatchObject({
    format: 'switchyard-person/1',
    prospect: { id: ada.id },
    knownAs: { ids: [ada.id, twin.id] },
  })
  expect(exported.data.events.map(({ kind }: { kind: string }) => kind)).toContain('link.clicked')

  await page.getByRole('button', { name: 'Undo merge…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo merge' }).click()
  await page.getByText('Lovelace is a prospect again').waitFor()
  expect(await mustCall(stack, 'GET', `/prospects/${twin.id}`)).toMatchObject({
    id: twin.id,
    email: 'ada@home.example',
    score: 5,
  })
  expect(await mustCall(stack, 'GET', `/prospects/${ada.id}`)).toMatchObject({
    email: 'ada@work.example',
    phone: '',
  })

  await page.goto(`/prospects/${twin.id}`)
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Erase prospect…' }).click()
  await page.getByRole('alertdialog').getByRole('textbox').fill('erase')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Erase prospect' }).click()
  await page.waitForURL(/\/prospects$/)
  const gone = await fetch(`${stack.baseUrl}/api/v1/prospects/${twin.id}`, {
    headers: { authorization: `Bearer ${stack.apiKey}` },
  })
  expect(gone.status).toBe(404)
  await page.goto(`/prospects/${twin.id}`)
  await page.getByText('This prospect does not exist, or was erased.').waitFor()
  expect(faults).toEqual([])
})
