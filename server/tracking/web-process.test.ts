import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get as httpGet } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { ensureIndexes } from '../db/collections'
import { connectDatabase, database, disconnectDatabase } from '../db/connect'
import { type StartedDatabase, startDatabase } from '../db/embedded/start-database'
import { Events } from '../events/stored-event'
import { type Link, Links } from '../links/link'
import { type StartedProcess, startProcess } from '../supervisor/start-process'
import { makeLink } from '../testing/make-link'

/** Real processes: a database of their own, so that it can be frozen and killed, and web processes on it. */
let dataDir = ''
let engine: StartedDatabase
let link: Link
const running: StartedProcess[] = []

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-web-'))
  engine = await startDatabase(dataDir)
  await connectDatabase(engine.uri)
  await ensureIndexes()
}, 120_000)

beforeEach(async () => {
  link = makeLink()
  await collectionOf(Links).insertOne(link)
})

afterAll(async () => {
  await Promise.all(running.map((web) => web.stop()))
  await disconnectDatabase()
  await engine.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('I1, I2: kill -9 of a web process under load: every click answered as recorded is in the database, once', async () => {
  const web = await startWeb()
  const load = startLoad(web.url)
  await vi.waitUntil(() => load.durable.size > 300, { timeout: 20_000 })
  process.kill(web.pid, 'SIGKILL')
  await load.stop()
  const recorded = await recordedMarks()
  expect(load.durable.size).toBeGreaterThan(300)
  expect([...load.durable].filter((mark) => recorded.get(mark) !== 1)).toEqual([])
  expect([...recorded.values()].filter((times) => times > 1)).toEqual([])
}, 60_000)

test('I1: SIGTERM under load: what was asked is answered, and everything answered is in the database', async () => {
  const web = await startWeb()
  const load = startLoad(web.url)
  await vi.waitUntil(() => load.durable.size > 100, { timeout: 20_000 })
  await web.stop()
  await load.stop()
  expect((await web.exited).code).toBe(0)
  expect(load.others).toEqual([])
  const recorded = await recordedMarks()
  expect([...load.durable].filter((mark) => recorded.get(mark) !== 1)).toEqual([])
}, 60_000)

test('I4: a frozen database: every click is redirected, said to be unconfirmed, and written when it is back', async () => {
  const web = await startWeb()
  const enginePid = engine.process?.pid ?? 0
  await click(web.url, 'warm')
  process.kill(enginePid, 'SIGSTOP')
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => click(web.url, `frozen-${n}`)),
  ).finally(() => process.kill(enginePid, 'SIGCONT'))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]))
  expect(new Set(answers.map(({ recorded }) => recorded))).toEqual(new Set(['rec;desc=unconfirmed']))
  await vi.waitUntil(async () => (await recordedMarks()).size === 51, { timeout: 20_000, interval: 100 })
  expect([...(await recordedMarks()).values()].every((times) => times === 1)).toBe(true)
}, 60_000)

test('I4: a database that is killed and started again: always a redirect, and nothing is missing or doubled', async () => {
  const web = await startWeb()
  const load = startLoad(web.url)
  await vi.waitUntil(() => load.durable.size > 100, { timeout: 20_000 })
  process.kill(engine.process?.pid ?? 0, 'SIGKILL')
  await engine.process?.exited
  await vi.waitUntil(() => load.unconfirmed.size > 20, { timeout: 20_000 })
  engine = await startDatabase(dataDir)
  const before = load.durable.size
  await vi.waitUntil(() => load.durable.size > before + 100, { timeout: 30_000 })
  await load.stop()
  expect(load.others).toEqual([])
  const expected = load.durable.size + load.unconfirmed.size
  await vi.waitUntil(async () => (await recordedMarks()).size === expected, {
    timeout: 30_000,
    interval: 200,
  })
  expect([...(await recordedMarks()).values()].every((times) => times === 1)).toBe(true)
}, 120_000)

test('WEB_CONCURRENCY: several processes serve one port, and one that is killed comes back', async () => {
  const web = await startWeb({ WEB_CONCURRENCY: '2' })
  const first = new Set<string>()
  await vi.waitUntil(async () => (await addPids(first, web.url)).size === 2, { timeout: 30_000 })
  const [victim] = first
  process.kill(Number(victim), 'SIGKILL')
  const later = new Set<string>()
  const hasNewOne = async () => [...(await addPids(later, web.url))].some((pid) => !first.has(pid))
  await vi.waitUntil(hasNewOne, { timeout: 60_000, interval: 100 })
  await web.stop()
  expect((await web.exited).code).toBe(0)
}, 120_000)

async function startWeb(env: Record<string, string> = {}) {
  const web = startProcess({
    name: 'web',
    file: 'server/web.ts',
    env: { DATA_DIR: dataDir, PORT: '0', PAGES: '0', ALLOW_EMBEDDED: '1', MONGODB_URI: '', ...env },
  })
  running.push(web)
  const { url = '' } = await web.ready
  return { ...web, pid: web.pid ?? 0, url }
}

/** Clicks from twenty connections, each with a mark of its own, until it is stopped or nobody answers. */
function startLoad(url: string) {
  const load = { durable: new Set<string>(), unconfirmed: new Set<string>(), others: [] as unknown[] }
  let isStopped = false
  let sent = 0
  const keepClicking = async () => {
    while (!isStopped) {
      const mark = `mark-${sent++}`
      const answer = await click(url, mark).catch(() => null)
      if (!answer) return
      if (answer.status !== 302) load.others.push(answer)
      else if (answer.recorded === 'rec;desc=db') load.durable.add(mark)
      else load.unconfirmed.add(mark)
    }
  }
  const clients = Array.from({ length: 20 }, keepClicking)
  const stop = async () => {
    isStopped = true
    await Promise.all(clients)
  }
  return Object.assign(load, { stop })
}

const agent = new Agent({ keepAlive: true })
afterAll(() => agent.destroy())

function click(url: string, mark: string): Promise<{ status?: number; recorded?: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': mark }
    const request = httpGet(`${url}/r/${link.slug}`, { agent, headers }, (response) => {
      response.resume().once('end', () => {
        resolve({ status: response.statusCode, recorded: String(response.headers['server-timing']) })
      })
    })
    request.once('error', reject)
  })
}

/** How often each marked click of this test's link is in the database. */
async function recordedMarks(): Promise<Map<string, number>> {
  const events = await database().collection(Events.collection.name).find({ linkId: link._id }).toArray()
  const times = new Map<string, number>()
  for (const { click: seen } of events) times.set(seen.userAgent, (times.get(seen.userAgent) ?? 0) + 1)
  return times
}

/** Adds the processes that answer on an address: each connection goes to whichever is free. */
async function addPids(pids: Set<string>, url: string): Promise<Set<string>> {
  const ask = async () => {
    const answer = await fetch(`${url}/metrics`, { headers: { connection: 'close' } })
    const pid = /^switchyard_process_id (\d+)/m.exec(await answer.text())?.[1]
    if (pid) pids.add(pid)
  }
  // Connections of a process that was just killed are cut, which is no answer.
  await Promise.allSettled(Array.from({ length: 20 }, ask))
  return pids
}
