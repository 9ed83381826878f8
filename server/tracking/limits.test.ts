import { mkdtempSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { getEnv } from '../env'
import { Events } from '../events/stored-event'
import { type Link, Links } from '../links/link'
import { useTestDatabase } from '../testing/database'
import { makeLink } from '../testing/make-link'
import { serveTestWeb } from '../testing/serve-test-web'
import type { ServedWeb } from '../web/serve-web'
import { signToken, UNSUBSCRIBE } from './token'

process.env.DATA_DIR = mkdtempSync(join(tmpdir(), 'switchyard-limits-'))
process.env.TRUSTED_PROXIES = '127.0.0.1, ::1'
useTestDatabase()

let web: ServedWeb
let link: Link
beforeAll(async () => {
  web = await serveTestWeb()
})
afterAll(() => web.close())
beforeEach(async () => {
  link = makeLink()
  await collectionOf(Links).insertOne(link)
})

/** What a connection gets until it is closed, for what is sent. */
function talk(...parts: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(Number(new URL(web.url).port), '127.0.0.1')
    let received = ''
    socket.setEncoding('latin1').on('data', (text) => {
      received += text
    })
    socket.once('error', reject).once('close', () => resolve(received))
    for (const part of parts) socket.write(part)
  })
}

const closing = 'Host: x\r\nConnection: close\r\n'
const statusesIn = (text: string) =>
  [...text.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => Number(status))

test('an address that is too long is answered: 414, or 431 when it is longer than any header may be', async () => {
  const long = await talk(`GET /r/${'x'.repeat(3000)} HTTP/1.1\r\n${closing}\r\n`)
  expect(statusesIn(long)).toEqual([414])
  expect(long).toMatch(/cache-control: no-store/i)
  expect(long).toMatch(/x-robots-tag: noindex/i)
  const longer = await talk(`GET /r/${'x'.repeat(100_000)} HTTP/1.1\r\n${closing}\r\n`)
  expect(statusesIn(longer)).toEqual([431])
})

test('headers that are too long are answered 431, and say not to keep it', async () => {
  const answer = await talk(
    `GET /r/${link.slug} HTTP/1.1\r\nCookie: ${'c=1; '.repeat(50_000)}\r\n${closing}\r\n`,
  )
  expect(statusesIn(answer)).toEqual([431])
  expect(answer).toMatch(/cache-control: no-store/i)
  expect(answer).toMatch(/x-robots-tag: noindex/i)
})

test('I4: a thousand headers are no reason to refuse a click', async () => {
  const many = Array.from({ length: 1000 }, (_, n) => `A${n}: b\r\n`).join('')
  expect(statusesIn(await talk(`GET /r/${link.slug} HTTP/1.1\r\n${closing}${many}\r\n`))).toEqual([302])
})

test.each([
  '\0\0\0\0',
  'GET\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'POST /t HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
])('what is no HTTP is answered 400: %j', async (text) => {
  expect(statusesIn(await talk(text))).toEqual([400])
})

test('I4: a click is redirected even when nonsense comes right behind it', async () => {
  const answer = await talk(`GET /r/${link.slug} HTTP/1.1\r\nHost: x\r\n\r\n`, '\0nonsense\r\n\r\n')
  expect(statusesIn(answer)[0]).toBe(302)
  expect(await collectionOf(Events).countDocuments({ linkId: link._id })).toBe(1)
})

test('a body that is too large is refused before it is sent', async () => {
  const token = signToken({ recipientId: newId() }, UNSUBSCRIBE, getEnv().secret)
  const headers = `${closing}Content-Length: 99999999\r\n`
  expect(statusesIn(await talk(`POST /u/${token} HTTP/1.1\r\n${headers}\r\n`))).toEqual([413])
})

test('a body that does not come is not waited for', async () => {
  const answer = await talk(`POST /t HTTP/1.1\r\n${closing}Content-Length: 100\r\n\r\n{"`)
  expect(statusesIn(answer)).toEqual([408])
})

test('nothing is kept of connections that broke off in the middle of a body, though they were answered', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const before = timers()
  await Promise.all(Array.from({ length: 50 }, () => answeredThenReset(`/r/${link.slug}`)))
  await vi.waitFor(() => expect(timers()).toBeLessThan(before + 25), { timeout: 60_000 })
})

/** Sends half a body to what reads none, and is gone when the answer has come. */
function answeredThenReset(path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(web.url).port), '127.0.0.1')
    socket.once('error', reject).once('close', () => resolve())
    socket.once('data', () => socket.resetAndDestroy())
    socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"`)
  })
}

test('whoever asks for one unknown link after the other is told to wait; links that exist still lead on', async () => {
  const asked = await Promise.all(Array.from({ length: 310 }, (_, n) => get(`/r/guess-${n}`, '203.0.113.1')))
  const limited = asked.filter(({ status }) => status === 429)
  expect(limited).toHaveLength(10)
  expect(limited[0]?.headers.get('retry-after')).toBe('60')
  expect(limited[0]?.headers.get('cache-control')).toBe('no-store')
  expect(limited[0]?.headers.get('x-robots-tag')).toBe('noindex')
  expect(asked.filter(({ status }) => status === 404)).toHaveLength(300)
  await get(`/r/${link.slug}`, '198.51.100.1')
  expect((await get(`/r/${link.slug}`, '203.0.113.1')).status).toBe(302)
  expect((await get(`/r/${link.slug}/not-a-token`, '203.0.113.1')).status).toBe(302)
  const justMade = makeLink()
  await collectionOf(Links).insertOne(justMade)
  expect((await get(`/r/${justMade.slug}`, '203.0.113.1')).status).toBe(302)
  // Somebody else's guesses are not theirs.
  expect((await get('/r/guess', '203.0.113.2')).status).toBe(404)
})

function get(path: string, from: string): Promise<Response> {
  return fetch(web.url + path, { redirect: 'manual', headers: { 'x-forwarded-for': from } })
}
