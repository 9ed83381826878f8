import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, get as httpGet } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { ensureIndexes } from '../db/collections'
import { connectDatabase, database, disconnectDatabase } from '../db/connect'
import { type StartedDatabase, startDatabase } from '../db/embedded/start-database'
import { Events } from '../events/stored-event'
import { type Link, Links } from '../links/link'
import { type StartedProcess, startProcess } from '../supervisor/start-process'
import { makeLink } from '../testing/make-link'
import { unpackAll } from '../testing/unpack-all'

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
})

beforeEach(async () => {
  link = makeLink()
  await collectionOf(Links).insertOne(link)
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((web) => web.stop()))
})

afterAll(async () => {
  await disconnectDatabase()
  await engine.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('I1, I2: kill -9 of a web process under load: every click answered as recorded is in the database, once', async () => {
  const web = await startWeb()
  const load = startLoad(web.url)
  await vi.waitUntil(() => load.durable.size > 300, { timeout: 60_000 })
  process.kill(web.pid, 'SIGKILL')
  await load.stop()
  expect(load.durable.size).toBeGreaterThan(300)
  await startWeb() // writes what a slow database left in the journal
  await untilEachOnce(load.durable)
})

test('I1: SIGTERM under load: what was asked is answered, and everything answered is in the database', async () => {
  const web = await startWeb()
  const load = startLoad(web.url)
  await vi.waitUntil(() => load.durable.size > 100, { timeout: 60_000 })
  await web.stop()
  await load.stop()
  expect((await web.exited).code).toBe(0)
  expect(load.others).toEqual([])
  await startWeb() // writes what a slow database left in the journal
  await untilEachOnce(load.durable)
})

test('I1, I4: a frozen database: every click is redirected, kept in the journal, and written once when it is back', async () => {
  const web = await startWeb()
  await click(web.url, 'warm')
  const before = await spooled(web.url)
  const answers = await whileFrozen(() => clicks(web.url, 'frozen', 50))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]))
  expect(new Set(answers.map(({ recorded }) => recorded))).toEqual(new Set(['rec;desc=spool']))
  await untilRecorded(51)
  await vi.waitUntil(async () => (await metric(web.url, 'journal_bytes')) === 0, { timeout: 60_000 })
  expect((await spooled(web.url)) - before).toBe(50)
})

test('I4: no journal either: every click is redirected, said to be unconfirmed, counted, and written from memory', async () => {
  // Something that is no folder is in its place.
  rmSync(join(dataDir, 'journal'), { recursive: true, force: true })
  writeFileSync(join(dataDir, 'journal'), '')
  const web = await startWeb()
  const answers = await whileFrozen(() => clicks(web.url, 'nowhere', 20)).finally(() =>
    rmSync(join(dataDir, 'journal')),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]))
  expect(new Set(answers.map(({ recorded }) => recorded))).toEqual(new Set(['rec;desc=unconfirmed']))
  await untilRecorded(20)
  expect(await metric(web.url, 'clicks_total{recorded="unconfirmed"}')).toBe(20)
})

test('I1: kill -9 while the database is frozen: the next web process replays what the journal has', async () => {
  const web = await startWeb()
  await whileFrozen(async () => {
    await clicks(web.url, 'left', 30)
    process.kill(web.pid, 'SIGKILL')
    await web.exited
  })
  await startWeb()
  await untilRecorded(30)
  await vi.waitUntil(() => journalFiles().length === 0, { timeout: 60_000 })
})

test('I1: SIGTERM while the database is frozen: what was clicked stands in the journal, and the next one replays it', async () => {
  const web = await startWeb()
  await whileFrozen(async () => {
    await clicks(web.url, 'stopped', 10)
    await web.stop()
  })
  expect((await web.exited).code).toBe(0)
  await startWeb()
  await untilRecorded(10)
})

test('I1, I4: a database that is killed and started again: always a redirect, and nothing is missing or doubled', async () => {
  const web = await startWeb()
  const load = startLoad(web.url)
  await vi.waitUntil(() => load.durable.size > 100, { timeout: 60_000 })
  process.kill(engine.process?.pid ?? 0, 'SIGKILL')
  await engine.process?.exited
  const atKill = load.durable.size
  await vi.waitUntil(() => load.durable.size > atKill + 200, { timeout: 60_000 })
  engine = await startDatabase(dataDir)
  await vi.waitUntil(() => load.direct > 0 && !load.isSpooling, { timeout: 60_000 })
  await load.stop()
  expect(load.others).toEqual([])
  await untilRecorded(load.durable.size + load.unconfirmed.size)
})

test('I1: WEB_CONCURRENCY: a copy that is killed under load while the database is away leaves its journal to the others', async () => {
  const web = await startWeb({ WEB_CONCURRENCY: '2' })
  const pids = new Set<string>()
  await vi.waitUntil(async () => (await addPids(pids, web.url)).size === 2, { timeout: 60_000 })
  const load = startLoad(web.url, true)
  await vi.waitUntil(() => load.durable.size > 50, { timeout: 60_000 })
  await whileFrozen(async () => {
    await vi.waitUntil(() => load.isSpooling && load.durable.size > 300, { timeout: 60_000 })
    process.kill(Number([...pids][0]), 'SIGKILL')
    const before = load.durable.size
    await vi.waitUntil(() => load.durable.size > before + 200, { timeout: 60_000 })
  })
  await load.stop()
  expect(load.others).toEqual([])
  await untilEachOnce(load.durable)
})

test('WEB_CONCURRENCY: several processes serve one port, and one that is killed comes back', async () => {
  const web = await startWeb({ WEB_CONCURRENCY: '2' })
  const first = new Set<string>()
  await vi.waitUntil(async () => (await addPids(first, web.url)).size === 2, { timeout: 60_000 })
  const [victim] = first
  process.kill(Number(victim), 'SIGKILL')
  const later = new Set<string>()
  const hasNewOne = async () => [...(await addPids(later, web.url))].some((pid) => !first.has(pid))
  await vi.waitUntil(hasNewOne, { timeout: 60_000, interval: 100 })
  await web.stop()
  expect((await web.exited).code).toBe(0)
})

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

/**
 * Clicks from twenty connections, each with a mark of its own, until it is stopped or nobody answers.
 * @param isPersistent one that is cut off tries again, with another mark
 */
function startLoad(url: string, isPersistent = false) {
  const load = {
    /** Answered as recorded, in the database or in the journal. */
    durable: new Set<string>(),
    unconfirmed: new Set<string>(),
    others: [] as unknown[],
    /** In the database, since it was last in the journal. */
    direct: 0,
    /** The last answer said that it is in the journal. */
    isSpooling: false,
  }
  let isStopped = false
  let sent = 0
  const keepClicking = async () => {
    while (!isStopped) {
      const mark = `mark-${sent++}`
      const answer = await click(url, mark).catch(() => null)
      if (!answer && !isPersistent) return
      if (!answer) continue
      if (answer.status !== 302) load.others.push(answer)
      else if (answer.recorded === 'rec;desc=unconfirmed') load.unconfirmed.add(mark)
      else load.durable.add(mark)
      load.isSpooling = answer.recorded === 'rec;desc=spool'
      load.direct = load.isSpooling ? 0 : load.direct + 1
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

function clicks(url: string, name: string, count: number) {
  return Promise.all(Array.from({ length: count }, (_, n) => click(url, `${name}-${n}`)))
}

/** Stops the database in its tracks for as long as something is done. */
async function whileFrozen<Done>(act: () => Promise<Done>): Promise<Done> {
  const pid = engine.process?.pid ?? 0
  process.kill(pid, 'SIGSTOP')
  return act().finally(() => process.kill(pid, 'SIGCONT'))
}

/** Waits until so many clicks are there, each once. */
async function untilRecorded(count: number): Promise<void> {
  await vi.waitUntil(async () => (await recordedMarks()).size === count, { timeout: 60_000, interval: 100 })
  expect([...(await recordedMarks()).values()].every((times) => times === 1)).toBe(true)
}

/** Waits until all of these are there, and nothing is there twice. */
async function untilEachOnce(marks: Set<string>): Promise<void> {
  const areThere = async () => {
    const recorded = await recordedMarks()
    return [...marks].every((mark) => recorded.has(mark))
  }
  await vi.waitUntil(areThere, { timeout: 60_000, interval: 200 })
  expect([...(await recordedMarks()).values()].every((times) => times === 1)).toBe(true)
}

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const line = text.split('\n').find((one) => one.startsWith(`switchyard_${name} `))
  return Number(line?.split(' ').at(-1))
}

const spooled = (url: string) => metric(url, 'clicks_total{recorded="spool"}')

function journalFiles(): string[] {
  return readdirSync(join(dataDir, 'journal'), { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.log'))
}

/** How often each marked click of this test's link is in the database. */
async function recordedMarks(): Promise<Map<string, number>> {
  await unpackAll()
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
