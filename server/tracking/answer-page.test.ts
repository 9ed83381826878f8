import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_DIR } from '../supervisor/start-process'
import { answerPage, type Page } from './answer-page'

/** The page as a browser gets it. */
async function fetchPage(page: Page): Promise<string> {
  const server = createServer((_request, response) => answerPage(response, page)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port
  const html = await (await fetch(`http://127.0.0.1:${port}`)).text()
  server.close()
  return html
}

/** The colours that a style sheet sets for light and for dark. */
function coloursIn(style: string, darkFrom: string) {
  const [light = '', dark = ''] = style.split(darkFrom)
  const read = (text: string) =>
    Object.fromEntries(
      [...text.matchAll(/(--[a-z-]+): (#[0-9a-f]{6})\b/g)].map(([, name, value]) => [name, value]),
    )
  return { light: read(light), dark: read(dark) }
}

test('public pages have the colours of the app, light and dark', async () => {
  const page = coloursIn(
    await fetchPage({ status: 404, title: 'Nothing', text: 'Here.' }),
    'prefers-color-scheme: dark',
  )
  const app = coloursIn(readFileSync(join(PROJECT_DIR, 'app/globals.css'), 'utf8'), '\n.dark {')
  expect(Object.keys(page.light)).toContain('--accent')
  expect(Object.keys(page.dark)).toEqual(Object.keys(page.light))
  expect(app.light).toMatchObject(page.light)
  expect(app.dark).toMatchObject(page.dark)
})

test('public pages use no colour that they do not set, and load nothing', async () => {
  const html = await fetchPage({
    status: 200,
    title: 'Join',
    text: 'Now.',
    button: 'Join',
    fields: [{ name: 'email', label: 'Email', type: 'email', problem: 'Missing' }],
  })
  const { light } = coloursIn(html, 'prefers-color-scheme: dark')
  for (const [, name] of html.matchAll(/var\((--[a-z-]+)\)/g)) expect(light).toHaveProperty([name ?? ''])
  expect(html).not.toMatch(/src=|href=|url\(|@import/)
})
