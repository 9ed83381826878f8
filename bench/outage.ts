import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { collectionOf } from '@/server/db/collection-of'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, database, disconnectDatabase } from '@/server/db/connect'
import { type StartedDatabase, startDatabase } from '@/server/db/embedded/start-database'
import { Events } from '@/server/events/stored-event'
import { Links } from '@/server/links/link'
import { startProcess } from '@/server/supervisor/start-process'
import { makeLink } from '@/server/testing/make-link'
import { unpackAll } from '@/server/testing/unpack-all'
import { type Click, startClicks } from './outage/start-clicks'

/**
 * P3: two real web processes on one port under load while their database is frozen (SIGSTOP), and while it is killed
 * and stays away: every click a redirect, nothing that was answered as recorded lost, all of it in the database soon
 * after the return.
 *
 *   npm run bench:outage -- [--seconds 60] [--rate 300] [--save]
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    /** How long the database is away, each time. */
    seconds: { type: 'string', default: '60' },
    /** Clicks a second. */
    rate: { type: 'string', default: '300' },
    /** Keeps the result in bench/results. */
    save: { type: 'boolean', default: false },
  },
})
const awaySeconds = Number(values.seconds)
const rate = Number(values.rate)
/** P3 */
const DRAINED_WITHIN_SECONDS = 30
const AROUND_MS = 3000
const loadBefore = rounded(loadavg()[0] ?? 0)

const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-outage-'))
let isKept = false
try {
  isKept = await measureAll()
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(isKept ? 0 : 1)

type Outage = {
  how: string
  answers: Record<Click['said'], number>
  notRedirected: number
  lost: number
  twice: number
  drainedAfterSeconds: number
  during: { clicks: number; p50Ms: number; p99Ms: number; mostMs: number }
}

async function measureAll(): Promise<boolean> {
  let engine = await startDatabase(dataDir)
  await connectDatabase(engine.uri)
  await ensureIndexes()
  const web = startProcess({ name: 'web', file: 'server/web.ts', env: envOf(), onLine: console.error })
  try {
    const { url = '' } = await web.ready
    const frozen = await measureOutage('frozen (SIGSTOP)', url, () => freeze(engine))
    const killed = await measureOutage('killed (SIGKILL) and away', url, async () => {
      engine = await killAndReopen(engine)
    })
    return report([frozen, killed])
  } finally {
    await web.stop()
    await disconnectDatabase()
    await engine.stop()
  }
}

async function measureOutage(how: string, url: string, takeAway: () => Promise<void>): Promise<Outage> {
  const link = makeLink()
  await collectionOf(Links).insertOne(link)
  const clicks = startClicks({ url: `${url}/r/${link.slug}`, perSecond: rate })
  await pause(AROUND_MS)
  const awayAt = performance.now()
  await takeAway()
  const backAt = performance.now()
  const drainedAt = untilDrained(clicks.all, link._id, backAt)
  await pause(AROUND_MS)
  const all = await clicks.stop()
  const drainedAfterSeconds = rounded(((await drainedAt) - backAt) / 1000)
  const stored = await storedMarks(link._id)
  const recorded = all.filter(({ said }) => said === 'db' || said === 'spool')
  return {
    how,
    answers: countBy(all),
    notRedirected: all.filter(({ status }) => status !== 302).length,
    lost: recorded.filter(({ mark }) => !stored.has(mark)).length,
    twice: [...stored.values()].filter((times) => times > 1).length,
    drainedAfterSeconds,
    during: latencies(all.filter(({ at }) => at >= awayAt && at < backAt)),
  }
}

/** When every click that was answered as recorded before the return is in the database. */
async function untilDrained(all: Click[], linkId: string, backAt: number): Promise<number> {
  const wanted = all
    .filter(({ said, at, ms }) => said === 'spool' && at + ms <= backAt)
    .map(({ mark }) => mark)
  for (;;) {
    const stored = await storedMarks(linkId).catch(() => new Map<string, number>())
    if (wanted.every((mark) => stored.has(mark))) return performance.now()
    if (performance.now() - backAt > DRAINED_WITHIN_SECONDS * 4000) return Number.POSITIVE_INFINITY
    await pause(250)
  }
}

async function freeze({ process: child }: StartedDatabase): Promise<void> {
  const pid = pidOf(child)
  process.kill(pid, 'SIGSTOP')
  await pause(awaySeconds * 1000)
  process.kill(pid, 'SIGCONT')
}

async function killAndReopen({ process: child }: StartedDatabase): Promise<StartedDatabase> {
  process.kill(pidOf(child), 'SIGKILL')
  await child?.exited
  await pause(awaySeconds * 1000)
  return startDatabase(dataDir)
}

function pidOf(child: StartedDatabase['process']): number {
  if (!child?.pid) throw new Error('the database runs in no process of ours')
  return child.pid
}

function envOf(): Record<string, string> {
  const own = { DATA_DIR: dataDir, PORT: '0', PAGES: '0', WEB_CONCURRENCY: '2' }
  return { ...own, MONGODB_URI: '', ALLOW_EMBEDDED: '1', LOG_LEVEL: 'fatal' }
}

/** How often each click is there, by its mark. */
async function storedMarks(linkId: string): Promise<Map<string, number>> {
  await unpackAll()
  const times = new Map<string, number>()
  const events = database()
    .collection(Events.collection.name)
    .find({ linkId }, { projection: { 'click.userAgent': 1 }, maxTimeMS: 20_000 })
  for await (const { click } of events) times.set(click.userAgent, (times.get(click.userAgent) ?? 0) + 1)
  return times
}

function countBy(clicks: Click[]): Outage['answers'] {
  const counts = { db: 0, spool: 0, unconfirmed: 0, none: 0 }
  for (const { said } of clicks) counts[said]++
  return counts
}

function latencies(clicks: Click[]): Outage['during'] {
  const sorted = clicks.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const at = (share: number) => rounded(sorted[Math.floor((sorted.length - 1) * share)] ?? 0)
  return { clicks: sorted.length, p50Ms: at(0.5), p99Ms: at(0.99), mostMs: at(1) }
}

function report(outages: Outage[]): boolean {
  for (const { how, answers, notRedirected, lost, twice, drainedAfterSeconds, during } of outages)
    console.log(`
Database ${how} for ${awaySeconds} s, ${rate} clicks/s on two web processes
  answers             ${answers.db} db, ${answers.spool} spool, ${answers.unconfirmed} unconfirmed, ${answers.none} without
  no redirect         ${notRedirected} (goal 0)
  recorded, not there ${lost} (goal 0), there twice ${twice}
  drained             ${drainedAfterSeconds} s after the return (goal ${DRAINED_WITHIN_SECONDS})
  latency meanwhile   p50 ${during.p50Ms} ms, p99 ${during.p99Ms} ms, at most ${during.mostMs} ms (${during.clicks} clicks)`)
  if (values.save) save(outages)
  return outages.every(
    ({ notRedirected, lost, twice, drainedAfterSeconds }) =>
      notRedirected + lost + twice === 0 && drainedAfterSeconds <= DRAINED_WITHIN_SECONDS,
  )
}

function save(outages: Outage[]): void {
  const result = {
    measuredAt: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, loadBefore },
    setup: { awaySeconds, clicksPerSecond: rate, webProcesses: 2, engine: 'embedded, journaled' },
    outages,
  }
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(join(import.meta.dirname, 'results/outage.json'), `${JSON.stringify(result, null, 2)}\n`)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
