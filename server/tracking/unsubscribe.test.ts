import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { getEnv } from '../env'
import { Events } from '../events/stored-event'
import { Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { serveTestWeb } from '../testing/serve-test-web'
import type { ServedWeb } from '../web/serve-web'
import { signToken, UNSUBSCRIBE } from './token'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-unsubscribe-'))
useTestDatabase()

let web: ServedWeb
beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(() => web.close())

const [ada, messageId] = [newId(), newId()]
let address = ''

beforeEach(async () => {
  await insertProspect({ _id: ada })
  address = `${web.url}/u/${signToken({ recipientId: ada, messageId }, UNSUBSCRIBE, getEnv().secret)}`
})

test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('%s never changes anything', async (method) => {
  const before = await state()
  await fetch(address, { method })
  expect(await state()).toEqual(before)
})

test('GET shows a page whose button posts to the same address', async () => {
  const page = await fetch(address)
  const html = await page.text()
  expect(page.status).toBe(200)
  expect(page.headers.get('referrer-policy')).toBe('no-referrer')
  expect(html).toContain('<form method="post"><button>Unsubscribe</button></form>')
})

test('POST stops all mail, and says so in the inbox once', async () => {
  const answer = await fetch(address, { method: 'POST' })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('You are unsubscribed')
  await fetch(address, { method: 'POST' })
  const { prospect, events } = await state()
  expect(prospect?.consent).toEqual({ email: 'unsubscribed', tracking: 'unknown' })
  expect(events).toMatchObject([
    {
      kind: 'email.unsubscribed',
      prospectId: ada,
      messageId,
      payload: { kind: 'email.unsubscribed', messageId },
    },
  ])
})

test('RFC 8058: the one-click POST of a mail program does the same', async () => {
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
  expect((await fetch(address, { method: 'POST', body })).status).toBe(200)
  expect((await state()).prospect?.consent.email).toBe('unsubscribed')
})

test.each(['', 'x', 'A'.repeat(51)])('the token %j is told to be incomplete, by POST too', async (token) => {
  const before = await state()
  for (const method of ['GET', 'POST'])
    expect((await fetch(`${web.url}/u/${token}`, { method })).status).toBe(404)
  expect(await state()).toEqual(before)
})

test('the token of a link does not unsubscribe anybody', async () => {
  const token = signToken({ recipientId: ada }, newId(), getEnv().secret)
  expect((await fetch(`${web.url}/u/${token}`, { method: 'POST' })).status).toBe(404)
  expect((await state()).prospect?.consent.email).toBe('unknown')
})

test('a prospect that is gone is answered like any other', async () => {
  await collectionOf(Prospects).deleteOne({ _id: ada })
  expect((await fetch(address, { method: 'POST' })).status).toBe(200)
  expect(await state()).toEqual({ prospect: null, events: [] })
})

async function state() {
  return {
    prospect: await collectionOf(Prospects).findOne({ _id: ada }),
    events: await collectionOf(Events).find().toArray(),
  }
}
