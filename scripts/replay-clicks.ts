import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { Agent, request as httpRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { collectionOf } from '@/server/db/collection-of'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, disconnectDatabase } from '@/server/db/connect'
import { startDatabase } from '@/server/db/embedded/start-database'
import { newId } from '@/server/db/new-id'
import { Events } from '@/server/events/stored-event'
import { type ClickCounts, countClicks } from '@/server/links/count-clicks'
import { type Link, Links } from '@/server/links/link'
import { startProcess } from '@/server/supervisor/start-process'
import { checkDestination } from '@/server/tracking/check-destination'
import { locationHeader } from '@/server/tracking/known-link'
import { judgeUserAgent } from '@/server/verdicts/judge-user-agent'

/**
 * Replays a file of real click records (one JSON object a line: `g` link, `u` destination, `a` user agent,
 * `r` referrer, `al` accept-language) as HTTP requests, and checks that every link's counts are exactly right.
 *
 *   npm run replay-clicks -- <file> --processes              starts everything itself, and kills a worker half-way
 *   npm run replay-clicks -- <file> --at <url> [--at <url>]  against web processes that run on MONGODB_URI or DATA_DIR
 */
const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  allowPositionals: true,
  options: {
    processes: { type: 'boolean', default: false },
    at: { type: 'string', multiple: true, default: [] },
  },
})
const [file] = positionals
const CONNECTIONS = 40
const LONGEST_WAIT_MS = 5 * 60_000
if (!file || values.processes === values.at.length > 0)
  throw new Error('Say which file to replay, and either --processes or --at <url>')

const isRight = values.processes ? await replayWithOwnProcesses(file) : await replayAgainst(file, values.at)
await disconnectDatabase()
process.exit(isRight ? 0 : 1)

type ClickRecord = { g: string; u: string; a?: string; r?: string; al?: string }
type Replayed = { record: ClickRecord; link: Link }

async function replayAgainst(path: string, urls: string[], halfWay?: () => Promise<void>): Promise<boolean> {
  await connectDatabase()
  const { records, skipped } = readRecords(path)
  const links = await insertLinks(records)
  const clicks = records.map((record) => ({ record, link: links.get(record.g) as Link })) // one was made for each
  console.log(`${records.length} clicks on ${links.size} links; ${skipped} lines without a link are skipped`)
  const startedAt = performance.now()
  const answers = await replay(clicks, urls, halfWay)
  const seconds = (performance.now() - startedAt) / 1000
  console.log(`replayed in ${seconds.toFixed(1)} s over ${urls.length} web processes: ${answers}`)
  await untilPlanned([...links.values()], records.length)
  return compare(clicks)
}

function readRecords(path: string): { records: ClickRecord[]; skipped: number } {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
  const all: Partial<ClickRecord>[] = lines.map((line) => JSON.parse(line))
  const records = all.filter((record): record is ClickRecord => Boolean(record.g && record.u))
  return { records, skipped: all.length - records.length }
}

/** A link per `g`, to the destination of its first record. Slugs are of this replay only, so it can be repeated. */
async function insertLinks(records: ClickRecord[]): Promise<Map<string, Link>> {
  const replayId = newId().slice(0, 8)
  const links = new Map<string, Link>()
  for (const { g, u } of records) {
    const checked = checkDestination(u)
    if (!checked.ok) throw new Error(`${u}: ${checked.message}`)
    if (!links.has(g)) links.set(g, replayLink(`${g}-${replayId}`, checked.destination))
  }
  await collectionOf(Links).insertMany([...links.values()])
  return links
}

function replayLink(slug: string, destination: string): Link {
  const at = new Date()
  return {
    _id: newId(),
    slug,
    name: `Replay ${slug}`,
    kind: 'redirect',
    destination,
    utm: { source: '', medium: '', campaign: '', term: '', content: '' },
    identity: 'token',
    eventType: '',
    eventSource: '',
    properties: {},
    messageId: null,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    afterDeletion: null,
  }
}

/** Every record once, to one web process after the other. @throws when an answer is not the link's redirect */
async function replay(clicks: Replayed[], urls: string[], halfWay?: () => Promise<void>): Promise<string> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const byRecorded = new Map<string, number>()
  let next = 0
  const keepClicking = async () => {
    for (let n = next++; n < clicks.length; n = next++) {
      const one = clicks[n] as Replayed // n is below the length
      if (n === clicks.length >> 1) await halfWay?.()
      const recorded = await click(agent, urls[n % urls.length] ?? '', one)
      byRecorded.set(recorded, (byRecorded.get(recorded) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, keepClicking))
  agent.destroy()
  return [...byRecorded].map(([recorded, count]) => `${count} answered ${recorded}`).join(', ')
}

function click(agent: Agent, url: string, { record: { a, r, al }, link }: Replayed): Promise<string> {
  const referrer = r && r !== 'direct' ? locationHeader(r) : undefined
  const headers = Object.entries({ 'user-agent': a, referer: referrer, 'accept-language': al })
  const sent = Object.fromEntries(headers.filter(([, value]) => value !== undefined))
  return new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/r/${link.slug}`, { agent, headers: sent }, (response) => {
      const { location } = response.headers
      response.resume()
      if (response.statusCode === 302 && location === locationHeader(link.destination))
        resolve(String(response.headers['server-timing']))
      else reject(new Error(`${link.slug}: ${response.statusCode} to ${location}`))
    })
    request.once('error', reject).end()
  })
}

/** Waits until all clicks are in the inbox and none of them waits for a worker any more. */
async function untilPlanned(links: Link[], expected: number): Promise<void> {
  const theirs = { linkId: { $in: links.map(({ _id }) => _id) } }
  const deadline = Date.now() + LONGEST_WAIT_MS
  const startedAt = performance.now()
  for (;;) {
    const [recorded, waiting] = await Promise.all([
      collectionOf(Events).countDocuments(theirs),
      collectionOf(Events).countDocuments({ ...theirs, state: 'new' }),
    ])
    if (recorded >= expected && waiting === 0) break
    if (Date.now() > deadline) {
      console.error(`${recorded} of ${expected} clicks are recorded, ${waiting} still wait for a worker`)
      break
    }
    await sleep(100)
  }
  console.log(
    `the inbox was empty ${((performance.now() - startedAt) / 1000).toFixed(1)} s after the last click`,
  )
}

async function compare(clicks: Replayed[]): Promise<boolean> {
  const expected = new Map<string, ClickCounts>()
  for (const { record, link } of clicks) {
    const counts = expected.get(link._id) ?? { total: 0, unique: 0, human: 0, suspected: 0 }
    const isHuman = judgeUserAgent(record.a ?? '') === null
    counts.total++
    counts[isHuman ? 'human' : 'suspected']++
    expected.set(link._id, counts)
  }
  const found = await countClicks([...expected.keys()])
  const wrong = [...expected].filter(([id, counts]) => {
    const is = found.get(id)
    return is?.total !== counts.total || is.human !== counts.human || is.suspected !== counts.suspected
  })
  for (const [id, counts] of wrong.slice(0, 20))
    console.error(`link ${id}: expected ${JSON.stringify(counts)}, found ${JSON.stringify(found.get(id))}`)
  const sum = (part: keyof ClickCounts) =>
    [...found.values()].reduce((total, counts) => total + counts[part], 0)
  console.log(`clicks ${sum('total')}: human ${sum('human')}, suspected ${sum('suspected')}`)
  console.log(
    wrong.length === 0 ? `all ${expected.size} links are exactly right` : `${wrong.length} links are wrong`,
  )
  return wrong.length === 0
}

/** A database, two web processes and two workers of its own; one worker is killed and started again half-way. */
async function replayWithOwnProcesses(path: string): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-replay-'))
  const env = {
    DATA_DIR: dataDir,
    MONGODB_URI: '',
    ALLOW_EMBEDDED: '1',
    PORT: '0',
    PAGES: '0',
    LOG_LEVEL: 'warn',
  }
  const engine = await startDatabase(dataDir)
  await connectDatabase(engine.uri)
  await ensureIndexes()
  const start = (name: string, file: string) => startProcess({ name, file, env, onLine: console.error })
  const webs = [start('web', 'server/web.ts'), start('web', 'server/web.ts')]
  const workers = [start('worker', 'server/worker.ts'), start('worker', 'server/worker.ts')]
  const [victim] = workers
  try {
    const urls = await Promise.all(webs.map(async ({ ready }) => (await ready).url ?? ''))
    await Promise.all(workers.map(({ ready }) => ready))
    const isRight = await replayAgainst(path, urls, async () => {
      console.log('half-way: a worker is killed (SIGKILL) and another one started')
      process.kill(victim?.pid ?? 0, 'SIGKILL')
      await victim?.exited
      workers.push(start('worker', 'server/worker.ts'))
    })
    return isRight
  } finally {
    await Promise.all([...webs, ...workers].map(({ stop }) => stop()))
    await disconnectDatabase()
    await engine.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
