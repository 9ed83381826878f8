import { mkdtempSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { createLink } from '../../links/create-link'
import { createToken } from '../../links/create-token'
import { useTestDatabase } from '../../testing/database'
import { insertProspect, prospectNow } from '../../testing/insert-prospect'
import { publishDocument } from '../../testing/publish-document'
import { serveTestWeb } from '../../testing/serve-test-web'
import { workUntilIdle } from '../../testing/work-until-idle'
import type { ServedWeb } from '../../web/serve-web'
import { routes } from '../routes'
import { callApi, makeKey } from '../testing/call-api'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-holds-'))
useTestDatabase()

let web: ServedWeb
beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(() => web.close())

const unknown = 'f'.repeat(24)

/** Follows a tracked URL as a browser does, and says that somebody else sent it on. */
function follow(url: string, forwardedFor: string): Promise<number | undefined> {
  const { pathname } = new URL(url)
  const headers = {
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'x-forwarded-for': forwardedFor,
  }
  return new Promise((resolve, reject) => {
    request({ port: new URL(web.url).port, path: pathname, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

/** A link that scores, clicked so often by one person. @returns what the clicks were answered with */
async function clickOffer(times: number) {
  const { id: linkId } = await createLink({
    name: 'Offer',
    kind: 'redirect',
    destination: 'https://example.com',
  })
  await publishDocument({
    document: drawing({
      nodes: ['goal', 'score'],
      edges: ['goal>score'],
      types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
      configs: { goal: { linkIds: [linkId] }, score: { by: 1 } },
    }),
  })
  const { _id: prospectId } = await insertProspect({ firstName: 'Ada' })
  const { url } = await createToken(linkId, { prospectId })
  const answers = []
  for (let n = 1; n <= times; n++) answers.push(await follow(url, `10.9.8.${n}`))
  await workUntilIdle()
  return { prospectId, answers }
}

test('?5, I16: every click is redirected, also the sixth, whoever X-Forwarded-For says it is from; it is held and released over the API, once', async () => {
  const key = await makeKey('write')
  const { prospectId, answers } = await clickOffer(6)
  expect(answers).toEqual([302, 302, 302, 302, 302, 302])
  expect(await prospectNow(prospectId)).toMatchObject({ score: 5 })

  const { body: page } = await callApi('GET /holds?reason=spam', { key })
  expect(page).toMatchObject({
    next: null,
    items: [
      {
        reason: 'spam',
        state: 'held',
        summary: 'Clicked “Offer”',
        prospect: { id: prospectId, name: 'Ada' },
        ip: '127.0.0.1',
        score: 5,
        runs: [{ version: 1 }],
      },
    ],
  })
  const [{ id }] = page.items
  expect((await callApi('GET /holds?reason=suspected', { key })).body.items).toEqual([])
  expect(await callApi(`POST /holds/${id}/release`, { key })).toMatchObject({
    status: 202,
    body: { id, released: true },
  })
  await workUntilIdle()
  expect((await callApi(`POST /holds/${id}/release`, { key })).body).toEqual({ id, released: false })
  expect((await callApi(`POST /holds/${id}/discard`, { key })).body).toEqual({ id, discarded: false })
  await workUntilIdle()
  expect(await prospectNow(prospectId)).toMatchObject({ score: 6 })
  expect((await callApi('GET /holds?state=decided', { key })).body.items).toMatchObject([
    { id, state: 'released', decided: { by: expect.stringContaining('API key') } },
  ])
})

test('what is discarded over the API never happens', async () => {
  const key = await makeKey('write')
  const { prospectId } = await clickOffer(6)
  const [{ id }] = (await callApi('GET /holds', { key })).body.items
  expect((await callApi(`POST /holds/${id}/discard`, { key })).body).toEqual({ id, discarded: true })
  await workUntilIdle()
  expect(await prospectNow(prospectId)).toMatchObject({ score: 5 })
  expect((await callApi(`GET /holds/${id}`, { key })).body).toMatchObject({ state: 'discarded' })
})

test('what was never held is not there', async () => {
  const key = await makeKey('write')
  for (const call of [
    `GET /holds/${unknown}`,
    `POST /holds/${unknown}/release`,
    `POST /holds/${unknown}/discard`,
  ])
    expect((await callApi(call, { key })).status, call).toBe(404)
  expect((await callApi('GET /holds?reason=nonsense', { key })).status).toBe(400)
  expect(routes.filter(({ path }) => path.startsWith('/holds'))).toHaveLength(4)
})
