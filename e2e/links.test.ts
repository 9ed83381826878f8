import jsQR from 'jsqr'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { draw } from '@/workflows/testing/draw'
import { callApi, mustCall } from './support/call-api'
import { openBrowser, openPage, personsUserAgent, signedInPage } from './support/open-browser'
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

const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })

it('IM-5, IM-6, IM-7: a custom link is made with a URL and a name, is copied and deleted in its row, and restored', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('heading', { name: 'Data' }).waitFor()
  await page.getByRole('link', { name: 'Links', exact: true }).click()
  for (const tab of ['Redirect Links', 'Custom Links', 'Switchyard Links', 'Email Links'])
    await page.getByRole('tab', { name: tab, exact: true }).waitFor()
  await page.getByRole('tab', { name: 'Custom Links' }).click()
  await page.getByRole('button', { name: 'Create Custom Link' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Plans')
  await dialog.getByLabel('Destination URL').fill('https://example.com/plans?x=1#top')
  await dialog.getByRole('button', { name: 'OK', exact: true }).click()
  await row(page, 'Plans')
    .getByText(/localhost:\d+\/r\/\w{8}/)
    .waitFor()

  await row(page, 'Plans').getByRole('button', { name: 'More about Plans' }).click()
  await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('radio', { name: 'Answer “410 Gone”' }).click()
  await question.getByRole('button', { name: 'Delete link' }).click()
  await question.waitFor({ state: 'detached' }) // until then the rows behind it are hidden, not gone
  await row(page, 'Plans').waitFor({ state: 'detached' })
  const { items } = await mustCall(stack, 'GET', '/links?state=deleted')
  const { shortUrl } = (items as unknown as { shortUrl: string }[])[0] ?? { shortUrl: '' } // a field of links
  await expect.poll(() => statusOf(shortUrl)).toBe(410)

  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('checkbox', { name: /Deleted/ }).click()
  await page.keyboard.press('Escape')
  await row(page, 'Plans').getByText('Answers “410 Gone”').waitFor()
  await row(page, 'Plans').getByRole('button', { name: 'More about Plans' }).click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await page.getByText('“Plans” is back').waitFor()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await row(page, 'Plans').waitFor()
  await expect.poll(() => statusOf(shortUrl)).toBe(302)
  expect(faults).toEqual([])
})

it('IR-25, IR-11: a redirect link is made with UTM parameters, clicked, and seen in chart, QR code and clicks', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  await page.goto('/links')
  await page.getByRole('button', { name: 'Create Redirect Link' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Banner')
  await dialog.getByLabel('Destination URL').fill('https://example.com/?utm_source=old#top')
  await dialog.getByLabel('utm_source').fill('fair')
  await dialog.getByText('https://example.com/?utm_source=fair#top').waitFor()
  await dialog.getByText('already has utm_source').waitFor()
  await dialog.getByText('More options').click()
  await dialog.getByLabel('Ending of the short URL').fill('banner')
  await dialog.getByLabel('Tags').fill('fair')
  await dialog.getByLabel('Tags').press('Enter')
  await dialog.getByRole('button', { name: 'Create link' }).click()
  await page.getByRole('link', { name: 'Banner', exact: true }).click()

  const shortUrl = `${stack.baseUrl}/r/banner`
  for (const userAgent of [personsUserAgent, personsUserAgent, 'curl/8.5.0']) await click(shortUrl, userAgent)
  await page
    .getByRole('img', { name: '3 clicks in all: 2 human, 1 suspected bots; one bar a day.' })
    .waitFor()
  await page.getByRole('combobox', { name: 'Time span' }).click()
  await page.getByRole('option', { name: 'Last 24 hours' }).click()
  await page.getByRole('img', { name: /one bar an hour/ }).waitFor()

  await page.getByRole('button', { name: 'QR code', exact: true }).click()
  const png = page.getByRole('link', { name: 'Download PNG' })
  expect(await readPicture(page, (await png.getAttribute('href')) ?? '')).toBe(shortUrl)
  const svg = page.getByRole('link', { name: 'Download SVG' })
  expect(await readPicture(page, (await svg.getAttribute('href')) ?? '')).toBe(shortUrl)
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Clicks' }).click()
  await page.getByRole('combobox', { name: 'Verdict' }).click()
  await page.getByRole('option', { name: 'Bots', exact: true }).click()
  await expect.poll(() => page.getByRole('table', { name: 'Clicks' }).getByRole('row').count()).toBe(2)
  await page.getByRole('cell', { name: '/r/banner' }).waitFor()
  expect(faults).toEqual([])
})

it('many links are made of a pasted list, and found by tag and host', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  await page.goto('/links?tab=custom')
  await page.getByRole('button', { name: 'Create many' }).click()
  const dialog = page.getByRole('dialog')
  await dialog
    .getByLabel('Addresses')
    .fill(
      'https://bulk.example/a\tFirst\nnonsense\thm\nhttps://bulk.example/a\tAgain\nhttps://bulk.example/b\tSecond',
    )
  await dialog.getByRole('button', { name: 'Preview' }).click()
  await dialog.getByText('4 rows, 1 with a problem, 1 duplicate.').waitFor()
  await dialog.getByLabel('Tags for all of them').fill('fair')
  await dialog.getByLabel('Tags for all of them').press('Enter')
  await dialog.getByRole('button', { name: 'Create 2 links' }).click()
  await dialog.getByText('2 links are ready; 2 left out.').waitFor()
  await dialog.getByRole('link', { name: 'Download CSV' }).waitFor()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.goto('/links?tab=custom&tag=fair&host=bulk.example&sort=name')
  await row(page, 'Second').waitFor()
  const names = () => page.getByRole('table', { name: 'Links' }).getByRole('link').allInnerTexts()
  await expect.poll(names).toEqual(['First', 'Second'])
  await page.goto('/links?tab=custom&tag=nowhere')
  await page.getByText('No link matches').waitFor()
  expect(faults).toEqual([])
})

it('IM-1, IM-2: a published campaign has its Campaign Join Link; its page enrols whoever presses the button', async () => {
  const { page, faults } = await signedInPage(browser, stack)
  const workflow = await mustCall(stack, 'POST', '/workflows', {
    name: 'Spring campaign',
    document: draw(
      { start: { type: 'enrolled', config: {} }, tag: { type: 'add-tags', config: { tags: ['joined'] } } },
      ['start -> tag'],
    ),
  })
  await mustCall(stack, 'POST', `/workflows/${workflow.id}/publish`)
  await page.goto('/links?tab=auto')
  const shown = row(page, 'Spring campaign')
  await shown.getByRole('cell', { name: 'Campaign Join Link', exact: true }).waitFor()
  await shown.getByRole('button', { name: 'More about Spring campaign' }).click()
  await expect.poll(() => page.getByRole('menuitem').allInnerTexts()).toEqual(['Copy Link'])
  await page.keyboard.press('Escape')

  const [link] = (await mustCall(stack, 'GET', '/links?tab=auto')).items
  const person = await mustCall(stack, 'POST', '/prospects', { email: 'ada@example.com', firstName: 'Ada' })
  const { url } = await mustCall(stack, 'POST', `/links/${link?.id}/tokens`, { prospectId: person.id })
  const visitor = await openPage(browser)
  await visitor.goto(url)
  await visitor.getByRole('heading', { name: 'Spring campaign' }).waitFor()
  await visitor.getByRole('button', { name: 'Join' }).click()
  await visitor.getByText('You have joined').waitFor()
  await expect.poll(() => tagsOf('ada@example.com')).toEqual(['joined'])

  await visitor.goto(url.slice(0, url.lastIndexOf('/')))
  await visitor.getByLabel('Email address').fill('new@example.com')
  await visitor.getByRole('button', { name: 'Join' }).click()
  await visitor.getByText('You have joined').waitFor()
  await expect.poll(() => tagsOf('new@example.com')).toEqual(['joined'])
  expect(faults).toEqual([])
})

async function click(url: string, userAgent: string): Promise<number> {
  const answer = await fetch(url, { redirect: 'manual', headers: { 'user-agent': userAgent } })
  return answer.status
}

/** HEAD is answered like a click, and not counted. */
async function statusOf(url: string): Promise<number> {
  return (await fetch(url, { method: 'HEAD', redirect: 'manual' })).status
}

async function tagsOf(email: string): Promise<string[]> {
  const { body } = await callApi(stack, 'GET', `/prospects?email=${encodeURIComponent(email)}`)
  const [prospect] = body.items as unknown as { tags: string[] }[] // a field of prospects
  return prospect?.tags ?? []
}

/** Lets the browser draw a picture, and reads the code in it. */
async function readPicture(page: Page, href: string): Promise<string | null> {
  const { side, pixels } = await page.evaluate(async (source) => {
    const image = new Image()
    image.src = source
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = image.naturalWidth
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const drawn = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    return { side: canvas.width, pixels: Array.from(drawn) }
  }, href)
  return jsQR(Uint8ClampedArray.from(pixels), side, side)?.data ?? null
}
