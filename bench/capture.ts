import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { collectionOf } from '@/server/db/collection-of'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, disconnectDatabase } from '@/server/db/connect'
import { startDatabase } from '@/server/db/embedded/start-database'
import { Events } from '@/server/events/stored-event'
import { Links } from '@/server/links/link'
import { PROJECT_DIR, startProcess } from '@/server/supervisor/start-process'
import { makeLink } from '@/server/testing/make-link'
import { unpackAll } from '@/server/testing/unpack-all'
import { type Contender, type Measured, startLoadGenerator, startPlainServer } from './contender'

/**
 * P1 and P2: clicks captured per second, each acknowledged by the database before its answer, beside a bare
 * node:http redirect and a Next route handler. All processes and the load generator share this machine's cores;
 * rounds are interleaved, and ratios are taken within a round.
 */
const ROUNDS = 7
const SECONDS = 3
/** So many that acknowledgements are the limit, not the number of clients that wait for one. */
const CONNECTIONS = 400
/** Above one core's worth of other work, the figures mean little. */
const loadBefore = rounded(loadavg()[0] ?? 0)
/** Clicks that were answered as recorded, warm-up included. */
let captured = 0

const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
if (loadBefore > 1)
  console.warn(`This machine is busy with other work (load ${loadBefore}): the figures will mean little.`)
try {
  buildBaseline()
  await measureAll()
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()

type Name = 'bare' | 'capture' | 'next'
type Contenders = Record<Name, Contender>

async function measureAll(): Promise<void> {
  const engine = await startDatabase(dataDir)
  await connectDatabase(engine.uri)
  await ensureIndexes()
  const link = makeLink({ slug: 'spring' })
  await collectionOf(Links).insertOne(link)
  const env = {
    DATA_DIR: dataDir,
    PORT: '0',
    PAGES: '0',
    MONGODB_URI: '',
    ALLOW_EMBEDDED: '1',
    LOG_LEVEL: 'warn',
  }
  const web = startProcess({ name: 'web', file: 'server/web.ts', env, onLine: console.error })
  const contenders: Contenders = {
    bare: await startPlainServer('bare-server.mjs'),
    capture: { url: (await web.ready).url ?? '', stop: () => {} },
    next: await startPlainServer('next-server.mjs'),
  }
  const generator = startLoadGenerator()
  try {
    const rounds = await measureRounds(contenders, generator.run)
    const half = await measureAtHalf(contenders.capture, rounds, generator.run)
    report({ rounds, half, ...(await unpackAndCount(link._id)) })
  } finally {
    generator.stop()
    for (const contender of Object.values(contenders)) contender.stop()
    await web.stop()
    await disconnectDatabase()
    await engine.stop()
  }
}

type Round = Record<Name, Measured>
type Run = ReturnType<typeof startLoadGenerator>['run']

/** The first round warms everything up and is dropped; each round begins with another contender. */
async function measureRounds(contenders: Contenders, run: Run): Promise<Round[]> {
  const names: Name[] = ['bare', 'capture', 'next']
  const rounds: Round[] = []
  for (let n = 0; n <= ROUNDS; n++) {
    const round: Partial<Round> = {}
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(n + turn) % names.length] ?? 'bare'
      round[name] = await run(loadOn(contenders[name]))
    }
    const whole = round as Round // every name had its turn
    captured += whole.capture.durable
    const rates = names.map((name) => `${name} ${Math.round(whole[name].perSecond)}/s`).join('  ')
    console.log(n === 0 ? `warm-up   ${rates}` : `round ${n}   ${rates}`)
    if (n > 0) rounds.push(whole)
  }
  return rounds
}

/** On a schedule, at half of the measured rate; the first round is a warm-up here too. */
async function measureAtHalf(capture: Contender, rounds: Round[], run: Run): Promise<Measured[]> {
  const rate = median(rounds.map((round) => round.capture.perSecond)) / 2
  const half: Measured[] = []
  for (let n = 0; n <= ROUNDS; n++) half.push(await run({ ...loadOn(capture), rate }))
  captured += half.reduce((sum, { durable }) => sum + durable, 0)
  return half.slice(1)
}

function loadOn({ url }: Contender) {
  return { port: Number(new URL(url).port), path: '/r/spring', connections: CONNECTIONS, seconds: SECONDS }
}

/** What is packed goes into the inbox, as planners do it; timed, because it is work that was put off. */
async function unpackAndCount(linkId: string) {
  const count = () => collectionOf(Events).countDocuments({ linkId })
  const before = await count()
  const startedAt = performance.now()
  await unpackAll()
  const seconds = (performance.now() - startedAt) / 1000
  const stored = await count()
  return { stored, unpacked: { events: stored - before, perSecond: Math.round((stored - before) / seconds) } }
}

type Report = { rounds: Round[]; half: Measured[] } & Awaited<ReturnType<typeof unpackAndCount>>

function report({ rounds, half, stored, unpacked }: Report): void {
  const rate = (name: Name) => Math.round(median(rounds.map((round) => round[name].perSecond)))
  const ratio = (name: Name) =>
    rounded(median(rounds.map((round) => round.capture.perSecond / round[name].perSecond)))
  const atHalf = (of: (measured: Measured) => number) => median(half.map(of))
  const [p50Ms, p99Ms] = [rounded(atHalf(({ p50 }) => p50)), rounded(atHalf(({ p99 }) => p99))]
  const answers = rounds.flatMap(({ bare, capture, next }) => [bare, capture, next]).concat(half)
  const results = {
    measuredAt: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, loadBefore },
    setup: { rounds: ROUNDS, seconds: SECONDS, connections: CONNECTIONS, engine: 'embedded, journaled' },
    perSecond: { bare: rate('bare'), capture: rate('capture'), next: rate('next') },
    ratios: { toBare: ratio('bare'), toNext: ratio('next') },
    atHalfRate: { perSecond: Math.round(atHalf(({ perSecond }) => perSecond)), p50Ms, p99Ms },
    acknowledged: captured,
    stored,
    unpacked,
  }
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(join(import.meta.dirname, 'results/capture.json'), `${JSON.stringify(results, null, 2)}\n`)
  console.log(`
Medians of ${ROUNDS} interleaved rounds of ${SECONDS} s, ${CONNECTIONS} connections, ${cpus().length} cores, load generator included
  bare node:http 302          ${rate('bare')}/s
  Switchyard, durable click   ${rate('capture')}/s   = ${ratio('bare')} of bare (goal 0.5)
  Next route, no database     ${rate('next')}/s   Switchyard does ${ratio('next')} times that (goal 8)
  at half of the rate         p50 ${p50Ms} ms, p99 ${p99Ms} ms (goals 5 and 25)
  packed for a while          ${unpacked.events} of ${stored} clicks; unpacked into the inbox at ${unpacked.perSecond}/s
  every click answered as recorded is in the inbox: ${captured} answered, ${stored} stored`)
  const isSound = captured <= stored && answers.every(({ answered, redirects }) => answered === redirects)
  if (!isSound) {
    console.error('Something was lost, or not every answer was a redirect.')
    process.exitCode = 1
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** The Next app of the comparison, built on first use. */
function buildBaseline(): void {
  const dir = join(import.meta.dirname, 'next-baseline')
  if (existsSync(join(dir, '.next/BUILD_ID'))) return
  console.log('Building the Next app to compare with (once)…')
  const build = spawnSync(
    process.execPath,
    [join(PROJECT_DIR, 'node_modules/next/dist/bin/next'), 'build', dir],
    {
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    },
  )
  if (build.status !== 0)
    throw new Error('The Next app to compare with could not be built; the reason is above.')
}
