import { readFileSync } from 'node:fs'
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

const csv = [
  'E-mail;Vorname;Nachname;Firma;Employees;Tags',
  'ada@example.com;Ada;Lovelace;Engines;12;math',
  'no address;B;;;;',
  'grace@example.com;Grace;Hopper;Navy;many;',
  'hedy@example.com;Hedy;Lamarr;;3;film,radio',
].join('\r\n')

it('imports a file with problems, downloads the wrong rows, adds tags to all with a preview, and exports', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  await page.goto('/prospects')
  await page.getByRole('link', { name: 'Import' }).first().click()
  await page.waitForURL('/prospects/import')
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })

  const preview = page.getByRole('table', { name: 'First rows' })
  await preview.getByText('Ada Lovelace').waitFor()
  await preview.getByText('E-mail: Enter a valid email address').waitFor()
  await page.getByRole('combobox', { name: 'Employees goes to' }).click()
  await page.getByRole('option', { name: /New field “Employees”/ }).click()
  await page.getByRole('combobox', { name: 'Type of the new field Employees' }).click()
  await page.getByRole('option', { name: 'Number' }).click()
  await preview.getByText(/Write a number such as/).waitFor()
  await page.getByRole('button', { name: 'Start import' }).click()
  await page.getByText('2 new · 2 not imported').waitFor()
  const rows = await download(page, 'Download 2 rows')
  expect(rows.split('\r\n')[0]).toBe('Row,Reason,E-mail,Vorname,Nachname,Firma,Employees,Tags')
  expect(rows).toContain('3,E-mail: Enter a valid email address,no address,B')

  await page.goto('/prospects')
  await page.getByRole('link', { name: 'Ada Lovelace' }).waitFor()
  await page.getByRole('checkbox', { name: /^Select all/ }).click()
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Add tags…' }).click()
  await page.getByLabel('Tags', { exact: true }).fill('math')
  await page.keyboard.press('Enter')
  await page.getByText('2 prospects; 1 will change, 1 already is like that').waitFor()
  await page.getByRole('button', { name: 'Add tags' }).click()
  await page.getByText('1 changed · 1 unchanged').waitFor()
  await page.getByRole('button', { name: 'Close' }).last().click()

  await page.getByRole('button', { name: 'Export' }).first().click()
  await page.getByRole('button', { name: /^Export \d+ columns$/ }).click()
  const exported = await download(page, /^Download \d+ kB$/)
  expect(exported).toContain('link_clicks,contact_referral_link_clicks')
  expect(exported).toMatch(/hedy@example\.com,Hedy,Lamarr/)

  await page.goto('/bulk-operations')
  await page.getByText('Import of people.csv').waitFor()
  await page.getByText('Export of prospects').waitFor()
  expect(faults).toEqual([])
})

async function download(page: Page, name: string | RegExp): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).first().click(),
  ])
  return readFileSync(await file.path(), 'utf8')
}
