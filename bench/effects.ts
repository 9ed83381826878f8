import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { collectionOf } from '@/server/db/collection-of'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, database, disconnectDatabase } from '@/server/db/connect'
import { startDatabase } from '@/server/db/embedded/start-database'
import { newId } from '@/server/db/new-id'
import { Effects } from '@/server/effects/stored-effect'
import { inboxEvent } from '@/server/events/record-event'
import { Events, inInbox } from '@/server/events/stored-event'
import { Links } from '@/server/links/link'
import { Prospects } from '@/server/prospects/prospect'
import { Plans } from '@/server/runs/plan'
import { Runs } from '@/server/runs/run'
import { type StartedProcess, startProcess } from '@/server/supervisor/start-process'
import { insertProspect } from '@/server/testing/insert-prospect'
import { makeLink } from '@/server/testing/make-link'
import { publishDocument } from '@/server/testing/publish-document'
import { drawing } from '@/workflows/edit/testing/drawing'
import { ClickLoad } from '../chaos/click-load'
import { seeded } from '../chaos/random'
import { type Commands, commandsEach, countCommands } from './count-commands'
import { cpuSeconds } from './cpu-time'

/**
 * P5 and P4: how fast workers apply effects, beside Agenda with one job per action on the same engine, and how long
 * it takes from a click to its effects while 200 come in every second. Two effects an event: a score and a tag.
 *
 *   npm run bench:effects -- [--effects 10000] [--jobs 2000] [--rounds 3] [--backlog 100000] [--seconds 20]
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    /** Effects a round. */
    effects: { type: 'string', default: '10000' },
    /** Agenda jobs a round. */
    jobs: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '3' },
    /** Effects of the one large backlog; 0 leaves it out. */
    backlog: { type: 'string', default: '100000' },
    /** How long 200 clicks come in a second; 0 leaves that out. */
    seconds: { type: 'string', default: '20' },
    /** Clicks a second. */
    rate: { type: 'string', default: '200' },
    workers: { type: 'string', default: '2' },
    /** Where the results go instead of results/effects.json. */
    out: { type: 'string' },
  },
})
const WORKERS = Number(values.workers)
const PROSPECTS = 2_000
const CLICKS_PER_SECOND = Number(values.rate)
const LONGEST_MS = 15 * 60_000
const secret = 'the bench keeps its tokens under this secret'
const loadBefore = rounded(loadavg()[0] ?? 0)

type Drained = {
  perSecond: number
  seconds: number
  workerCpu: number
  databaseCpu: number
  count: number
  /** Of the database, for each event. */
  commands: Commands
}
type Latency = {
  clicks: number
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Processor time for each click. */
  cpuMs: { workers: number; database: number; web: number; load: number }
  /** Of the database, for each click. */
  commands: Commands
}

const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-bench-'))
if (loadBefore > 1)
  console.warn(`This machine is busy with other work (load ${loadBefore}): the figures will mean little.`)
const env = {
  DATA_DIR: dataDir,
  PORT: '0',
  PAGES: '0',
  MONGODB_URI: '',
  ALLOW_EMBEDDED: '1',
  LOG_LEVEL: 'warn',
  SECRET: secret,
  TRUSTED_PROXIES: '127.0.0.1',
}
const engine = await startDatabase(dataDir)
const enginePid = engine.process?.pid ?? 0
try {
  Object.assign(process.env, { DATA_DIR: dataDir })
  await connectDatabase(engine.uri)
  await ensureIndexes()
  await measureAll()
} finally {
  await disconnectDatabase()
  await engine.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit()

async function measureAll(): Promise<void> {
  const link = makeLink({ slug: 'offer' })
  await collectionOf(Links).insertOne(link)
  await publishDocument({ document: twoEffects(link._id) })
  const prospectIds: string[] = []
  for (let n = 0; n < PROSPECTS; n++) prospectIds.push((await insertProspect())._id)
  const own: Drained[] = []
  const agenda: Drained[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    own.push(await drainEvents(link._id, prospectIds, Number(values.effects) / 2))
    agenda.push(await drainJobs(prospectIds, Number(values.jobs)))
    const [a, b] = [own.at(-1), agenda.at(-1)]
    console.log(
      `round ${round + 1}   effects ${Math.round(a?.perSecond ?? 0)}/s   Agenda jobs ${Math.round(b?.perSecond ?? 0)}/s`,
    )
  }
  const backlog = Number(values.backlog)
    ? await drainEvents(link._id, prospectIds, Number(values.backlog) / 2)
    : null
  const latency = Number(values.seconds) ? await clickToEffect(link._id, prospectIds) : null
  report({ own, agenda, backlog, latency })
}

function twoEffects(linkId: string) {
  return drawing({
    nodes: ['goal', 'score', 'tag'],
    edges: ['goal>score', 'score>tag'],
    types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
    configs: { goal: { linkIds: [linkId] }, score: { by: 1 }, tag: { tags: ['clicked'] } },
  })
}

/** A backlog of events is there, then workers begin. Checked: every effect is applied, once. */
async function drainEvents(linkId: string, prospectIds: string[], events: number): Promise<Drained> {
  await forgetTheLast()
  const start = Date.now() - events
  for (let from = 0; from < events; from += 1_000)
    await collectionOf(Events).insertMany(
      Array.from({ length: Math.min(1_000, events - from) }, (_, n) =>
        inboxEvent(
          { kind: 'link.clicked', linkId, messageId: null },
          {
            prospectId: prospectIds[(from + n) % prospectIds.length] ?? '',
            id: newId(),
            at: new Date(start + from + n),
          },
        ),
      ),
    )
  const drained = await drain('server/worker.ts', 2 * events, async () => {
    return (await collectionOf(Events).findOne(inInbox, { projection: { _id: 1 } })) === null
  })
  const [done, scores] = await Promise.all([
    collectionOf(Effects).countDocuments({ state: 'done' }),
    collectionOf(Prospects)
      .aggregate<{ sum: number }>([{ $group: { _id: null, sum: { $sum: '$score' } } }])
      .toArray(),
  ])
  if (done !== 2 * events || scores[0]?.sum !== events)
    throw new Error(`${done} of ${2 * events} effects are done, and scores sum up to ${scores[0]?.sum}`)
  return drained
}

/** The same changes as jobs of Agenda, one for each. */
async function drainJobs(prospectIds: string[], jobs: number): Promise<Drained> {
  await forgetTheLast()
  const at = new Date()
  const benchJobs = database().collection('benchJobs')
  await benchJobs.insertMany(
    Array.from({ length: jobs }, (_, n) => ({
      name: n % 2 ? 'tag' : 'score',
      data: { prospectId: prospectIds[(n >> 1) % prospectIds.length] ?? '' },
      type: 'normal',
      priority: 0,
      nextRunAt: at,
      lockedAt: null,
      failCount: 0,
      lastModifiedBy: null,
    })),
  )
  return drain('bench/agenda-worker.ts', jobs, async () => {
    return (
      (await benchJobs.findOne({ lastFinishedAt: { $exists: false } }, { projection: { _id: 1 } })) === null
    )
  })
}

async function forgetTheLast(): Promise<void> {
  for (const { collection } of [Events, Plans, Runs, Effects])
    await collectionOfName(collection.name).deleteMany({})
  await collectionOfName('benchJobs').deleteMany({})
  await collectionOf(Prospects).updateMany({}, { $set: { score: 0, tags: [], fx: [] } })
}

function collectionOfName(name: string) {
  return database().collection(name)
}

/** Starts workers, and measures from when they are ready until nothing is left. */
async function drain(file: string, count: number, isEmpty: () => Promise<boolean>): Promise<Drained> {
  const workers = startWorkers(file)
  await Promise.all(workers.map(({ ready }) => ready))
  const pids = workers.map(({ pid }) => pid ?? 0)
  const cpuNow = () => pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0)
  const commands = await countCommands()
  const before = { at: performance.now(), workers: cpuNow(), database: cpuSeconds(enginePid) }
  let looks = 0
  while (!(await isEmpty())) {
    looks++
    if (performance.now() - before.at > LONGEST_MS) throw new Error('the backlog was not drained in time')
    await pause(20)
  }
  const seconds = (performance.now() - before.at) / 1000
  const drained = {
    count,
    seconds,
    perSecond: count / seconds,
    workerCpu: cpuNow() - before.workers,
    databaseCpu: cpuSeconds(enginePid) - before.database,
    commands: commandsEach(
      { ...commands, find: (commands.find ?? 0) + looks + 1 },
      await countCommands(),
      count / 2,
    ),
  }
  await Promise.all(workers.map(({ stop }) => stop()))
  return drained
}

function startWorkers(file: string): StartedProcess[] {
  return Array.from({ length: WORKERS }, () =>
    startProcess({ name: 'worker', file, env, onLine: console.error }),
  )
}

/** Real clicks over HTTP; each is timed from when the web process saw it until its last effect was done. */
async function clickToEffect(linkId: string, prospectIds: string[]): Promise<Latency> {
  await forgetTheLast()
  const web = startProcess({ name: 'web', file: 'server/web.ts', env, onLine: console.error })
  const workers = startWorkers('server/worker.ts')
  const url = (await web.ready).url ?? ''
  await Promise.all(workers.map(({ ready }) => ready))
  const load = new ClickLoad({
    workspace: { links: [makeLink({ _id: linkId, slug: 'offer' })], prospectIds },
    secret,
    random: seeded(1),
    urls: () => [url],
    perSecond: CLICKS_PER_SECOND,
  })
  const cpuNow = () => ({
    workers: workers.reduce((sum, { pid }) => sum + cpuSeconds(pid ?? 0), 0),
    database: cpuSeconds(enginePid),
    web: cpuSeconds(web.pid ?? 0),
    load: cpuSeconds(process.pid),
  })
  const before = { at: performance.now(), cpu: cpuNow(), commands: await countCommands() }
  load.start()
  await pause(Number(values.seconds) * 1_000)
  await load.stop()
  const seconds = (performance.now() - before.at) / 1000
  while ((await collectionOf(Events).countDocuments(inInbox)) > 0) await pause(50)
  const after = { cpu: cpuNow(), commands: await countCommands() }
  await Promise.all([web, ...workers].map(({ stop }) => stop()))
  const took = await latencies()
  const eachMs = (part: keyof typeof after.cpu) =>
    rounded(((after.cpu[part] - before.cpu[part]) * 1000) / took.length)
  return {
    clicks: took.length,
    perSecond: rounded(took.length / seconds),
    p50Ms: took[took.length >> 1] ?? 0,
    p99Ms: took[Math.floor(took.length * 0.99)] ?? 0,
    cpuMs: {
      workers: eachMs('workers'),
      database: eachMs('database'),
      web: eachMs('web'),
      load: eachMs('load'),
    },
    commands: commandsEach(before.commands, after.commands, took.length),
  }
}

async function latencies(): Promise<number[]> {
  const rows = await collectionOf(Effects)
    .aggregate<{ doneAt: Date; event: { at: Date }[] }>([
      { $group: { _id: '$planId', doneAt: { $max: '$doneAt' } } },
      { $lookup: { from: Events.collection.name, localField: '_id', foreignField: '_id', as: 'event' } },
    ])
    .toArray()
  const took = rows.flatMap(({ doneAt, event }) => event.map(({ at }) => doneAt.getTime() - at.getTime()))
  return took.toSorted((a, b) => a - b)
}

type Results = { own: Drained[]; agenda: Drained[]; backlog: Drained | null; latency: Latency | null }

function report({ own, agenda, backlog, latency }: Results): void {
  const rate = (rounds: Drained[]) => Math.round(median(rounds.map(({ perSecond }) => perSecond)))
  const perCore = (rounds: Drained[], cpu: (drained: Drained) => number) =>
    Math.round(median(rounds.map((drained) => drained.count / cpu(drained))))
  const both = ({ workerCpu, databaseCpu }: Drained) => workerCpu + databaseCpu
  const ratio = rounded(median(own.map((one, round) => one.perSecond / (agenda[round]?.perSecond ?? 1))))
  const results = {
    measuredAt: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, loadBefore },
    setup: {
      rounds: own.length,
      effectsPerRound: own[0]?.count,
      jobsPerRound: agenda[0]?.count,
      workers: WORKERS,
      engine: 'embedded, journaled',
    },
    perSecond: { effects: rate(own), agendaJobs: rate(agenda) },
    toAgenda: ratio,
    perSecondAndCore: {
      workersAlone: perCore(own, ({ workerCpu }) => workerCpu),
      databaseAlone: perCore(own, ({ databaseCpu }) => databaseCpu),
      together: perCore(own, both),
      agendaTogether: perCore(agenda, both),
    },
    commandsPerEvent: own.at(-1)?.commands,
    backlog: backlog && { effects: backlog.count, seconds: rounded(backlog.seconds) },
    clickToEffect: latency,
  }
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  const text = `${JSON.stringify(results, null, 2)}\n`
  writeFileSync(values.out ?? join(import.meta.dirname, 'results/effects.json'), text)
  const { perSecondAndCore: cores } = results
  console.log(`
Medians of ${own.length} interleaved rounds, ${WORKERS} workers, ${cpus().length} cores, load before ${loadBefore}
  effects applied              ${rate(own)}/s   = ${ratio} times Agenda with one job per action (${rate(agenda)}/s; goal 5)
  per second of processor time ${cores.together} with the database's, ${cores.workersAlone} of the workers alone, ${cores.databaseAlone} of the database alone (goal 1,000)`)
  if (backlog) console.log(`  a backlog of ${backlog.count}         ${rounded(backlog.seconds)} s (goal 180)`)
  if (latency)
    console.log(
      `  click to applied effects     p50 ${latency.p50Ms} ms, p99 ${latency.p99Ms} ms at ${latency.perSecond} clicks/s (goals 150 and 500)`,
    )
}

function median(sorted: number[]): number {
  return sorted.toSorted((a, b) => a - b)[sorted.length >> 1] ?? 0
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
