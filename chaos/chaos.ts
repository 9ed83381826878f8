import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { collectionOf } from '@/server/db/collection-of'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, disconnectDatabase } from '@/server/db/connect'
import { Effects } from '@/server/effects/stored-effect'
import { PackedEvents } from '@/server/events/packed-events'
import { Events } from '@/server/events/stored-event'
import { Plans } from '@/server/runs/plan'
import { Runs } from '@/server/runs/run'
import { PROJECT_DIR } from '@/server/supervisor/start-process'
import { ClickLoad } from './click-load'
import { Fleet } from './fleet'
import { startMailSink } from './mail-sink'
import { type Random, seeded } from './random'
import { type Check, recount } from './recount'
import { makeWorkspace } from './workspace'

/**
 * Real processes under load on loopback, killed (-9), frozen past their leases and started again, over and over;
 * then everything is counted again. Ends with an exit code other than 0 when any promise was not kept.
 *
 *   npm run chaos -- [--kills 100] [--seed 1] [--rate 20] [--minutes 10] [--save]
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** Clicks a second. */
    rate: { type: 'string', default: '20' },
    /** No new kill after this long. */
    minutes: { type: 'string', default: '10' },
    /** Keeps the result in bench/results. */
    save: { type: 'boolean', default: false },
  },
})
const kills = Number(values.kills)
const seed = Number(values.seed)
const random = seeded(seed)
const secret = 'chaos keeps its tokens under this secret'
const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-chaos-'))
/** Without any progress for this long, something is stuck: leases and their grace take 15 s. */
const STUCK_AFTER_MS = 45_000
const REST_WITHIN_MS = 5 * 60_000
const FREEZE_EVERY = 40

type Done = Record<'web' | 'worker' | 'database' | 'frozenWorkers' | 'frozenDatabase', number>

Object.assign(process.env, { DATA_DIR: dataDir, LOG_LEVEL: process.env.LOG_LEVEL ?? 'error' })
const sink = await startMailSink()
const fleet = new Fleet(dataDir, {
  SECRET: secret,
  SMTP_URL: sink.url,
  MAIL_FROM: 'Chaos <chaos@example.com>',
  TRUSTED_PROXIES: '127.0.0.1',
  LOG_LEVEL: process.env.SHOW_CHAOS ? 'warn' : 'silent',
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(1))

let code = 1
try {
  code = (await run()) ? 0 : 1
} catch (error) {
  console.error(error)
  console.log('0 passed, 1 failed')
}
await end(code)

async function end(exitCode: number): Promise<void> {
  await fleet.stop().catch(console.error)
  await disconnectDatabase()
  await sink.stop()
  rmSync(dataDir, { recursive: true, force: true })
  process.exit(exitCode)
}

async function run(): Promise<boolean> {
  const startedAt = performance.now()
  const loadBefore = loadavg()[0] ?? 0
  await connectDatabase(await fleet.openDatabase())
  await ensureIndexes()
  const workspace = await makeWorkspace(60)
  await fleet.startAll()
  const perSecond = Number(values.rate)
  const load = new ClickLoad({
    workspace,
    secret,
    random: seeded(seed + 1),
    urls: () => fleet.urls,
    perSecond,
  })
  load.start()
  const done = await wreak(startedAt + Number(values.minutes) * 60_000)
  await load.stop()
  await fleet.stopWebs() // what they have in memory is written first
  const restMs = await untilAtRest()
  const checks = [killed(done), ...(await recount({ workspace, load, sink }))]
  report({ checks, done, load, seconds: (performance.now() - startedAt) / 1000, restMs, loadBefore })
  return checks.every(({ broken }) => broken.length === 0)
}

/** Kills, one after the other; beside them, workers sleep past their leases and go on, and the database freezes. */
async function wreak(until: number): Promise<Done> {
  const done: Done = { web: 0, worker: 0, database: 0, frozenWorkers: 0, frozenDatabase: 0 }
  const freezing: Promise<void>[] = []
  const victims = victimsOf(kills, random)
  for (const [index, victim] of victims.entries()) {
    if (performance.now() > until) break
    await pause(random.between(100, 900))
    if (victim === 'database') await fleet.killDatabase(random.between(0, 400))
    else await fleet.kill(victim, workMsOf(victim), (members) => random.pick(members))
    done[victim] += 1
    if (index % FREEZE_EVERY === FREEZE_EVERY - 15) {
      done.frozenWorkers += 1
      freezing.push(fleet.freezeWorker(random.between(16_000, 18_000), (members) => random.pick(members)))
    }
    if (index % FREEZE_EVERY === FREEZE_EVERY - 5) {
      done.frozenDatabase += 1
      await fleet.freezeDatabase(random.between(1_000, 6_000))
    }
    if ((index + 1) % 25 === 0) console.log(`${index + 1} of ${kills} kills, ${sink.received.size} mails`)
  }
  await Promise.all(freezing)
  return done
}

/** A process that has just started has hardly anything in its hands, so workers have time to take something up. */
function workMsOf(victim: 'web' | 'worker'): number | null {
  if (random.next() < 0.2) return null
  return victim === 'worker' ? random.between(0, 600) : 0
}

/** One in six is the database, the others are web processes and workers alike. */
function victimsOf(count: number, { shuffled }: Random) {
  const kinds = Array.from({ length: count }, (_, n) =>
    n % 6 === 0 ? ('database' as const) : n % 2 === 0 ? ('web' as const) : ('worker' as const),
  )
  return shuffled(kinds)
}

function killed({ web, worker, database }: Done): Check {
  const counted = web + worker + database
  const broken = counted < kills ? [`${counted} of ${kills} in ${values.minutes} minutes`] : []
  return { promise: 'as many kills as were asked for', counted, broken }
}

/** Waits until nothing is to be done any more, for as long as it gets on. @returns how long that took */
async function untilAtRest(): Promise<number> {
  const startedAt = performance.now()
  let before = ''
  let movedAt = startedAt
  while (performance.now() - movedAt < STUCK_AFTER_MS && performance.now() - startedAt < REST_WITHIN_MS) {
    const left = await Promise.all([
      collectionOf(PackedEvents).countDocuments(),
      collectionOf(Events).countDocuments({ state: { $ne: 'planned' } }),
      collectionOf(Plans).countDocuments({ settled: false }),
      collectionOf(Effects).countDocuments({ state: 'due' }),
      collectionOf(Runs).countDocuments({ 'state.timers.0': { $exists: true } }),
    ])
    if (left.every((count) => count === 0)) break
    if (left.join() !== before) movedAt = performance.now()
    before = left.join()
    await pause(200)
  }
  return performance.now() - startedAt
}

type Outcome = {
  checks: Check[]
  done: Done
  load: ClickLoad
  seconds: number
  restMs: number
  loadBefore: number
}

function report({ checks, done, load, seconds, restMs, loadBefore }: Outcome): void {
  const said = (answer: string) => [...load.answers.values()].filter((one) => one === answer).length
  const answers = {
    db: said('db'),
    spool: said('spool'),
    unconfirmed: said('unconfirmed'),
    none: said('none'),
  }
  const killed = done.web + done.worker + done.database
  console.log(`
${killed} kills in ${seconds.toFixed(0)} s (seed ${seed}): ${done.web} web, ${done.worker} worker, ${done.database} database
${done.frozenWorkers} workers frozen past their leases, the database frozen ${done.frozenDatabase} times
${load.answers.size} clicks: ${answers.db} answered db, ${answers.spool} spool, ${answers.unconfirmed} unconfirmed, ${answers.none} not answered (killed)
the database answered again after ${Math.max(0, ...fleet.reopened)} ms at most; at rest ${(restMs / 1000).toFixed(1)} s after the last click
`)
  for (const { promise, counted, broken } of checks) {
    console.log(`${broken.length ? 'BROKEN' : 'kept  '}  ${String(counted).padStart(7)}  ${promise}`)
    for (const line of broken.slice(0, 10)) console.log(`          ${line}`)
    if (broken.length > 10) console.log(`          and ${broken.length - 10} more`)
  }
  const failed = checks.filter(({ broken }) => broken.length).length
  if (values.save) save({ checks, done, answers, seconds, restMs, loadBefore })
  console.log(`\n${checks.length - failed} passed, ${failed} failed`)
}

function save({
  checks,
  done,
  answers,
  seconds,
  restMs,
  loadBefore,
}: Omit<Outcome, 'load'> & { answers: object }): void {
  const result = {
    measuredAt: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, loadBefore },
    seed,
    seconds: Math.round(seconds),
    kills: done,
    answers,
    databaseBackMsMost: Math.max(0, ...fleet.reopened),
    atRestAfterMs: Math.round(restMs),
    checks: checks.map(({ promise, counted, broken }) => ({ promise, counted, broken: broken.length })),
  }
  writeFileSync(join(PROJECT_DIR, 'bench/results/chaos.json'), `${JSON.stringify(result, null, 2)}\n`)
}
