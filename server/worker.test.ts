import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from './db/collection-of'
import { ensureIndexes } from './db/collections'
import { connectDatabase, disconnectDatabase } from './db/connect'
import { newId } from './db/new-id'
import { Effects } from './effects/stored-effect'
import { inboxEvent, insertEvents } from './events/record-event'
import { Events } from './events/stored-event'
import { Lanes } from './jobs/lane'
import { closeWakeLine } from './jobs/wake-channel'
import { Prospects } from './prospects/prospect'
import { Plans } from './runs/plan'
import { Runs } from './runs/run'
import { type StartedProcess, startProcess } from './supervisor/start-process'
import { emptyDatabase, testDatabaseUri } from './testing/database'
import { insertProspect } from './testing/insert-prospect'
import { publishDocument } from './testing/publish-document'

const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-worker-'))
let uri: string
const started = new Set<StartedProcess>()

beforeAll(async () => {
  uri = testDatabaseUri()
  process.env.DATA_DIR = dataDir
  await connectDatabase(uri)
  await ensureIndexes()
})
beforeEach(emptyDatabase)
afterEach(async () => {
  await Promise.all([...started].map((worker) => worker.stop()))
  started.clear()
})
afterAll(async () => {
  closeWakeLine()
  await disconnectDatabase()
  rmSync(dataDir, { recursive: true, force: true })
})

async function startWorkerProcess(): Promise<StartedProcess> {
  const worker = startProcess({
    name: 'worker',
    file: 'server/worker.ts',
    env: { MONGODB_URI: uri, DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
    onLine: (line) => process.env.SHOW_WORKER && console.log(line),
  })
  started.add(worker)
  await worker.ready
  return worker
}

const document = drawing({
  nodes: ['goal', 'score', 'tag'],
  edges: ['goal>score', 'score>tag'],
  types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
  configs: { goal: { linkIds: ['offer'] }, score: { by: 1 }, tag: { tags: ['clicked'] } },
})

function clicks(prospectIds: string[], each: number) {
  const start = Date.now() - each
  return prospectIds.flatMap((prospectId) =>
    Array.from({ length: each }, (_, i) =>
      inboxEvent(
        { kind: 'link.clicked', linkId: 'offer', messageId: null },
        { prospectId, id: newId(), at: new Date(start + i) },
      ),
    ),
  )
}

const unplanned = () => collectionOf(Events).countDocuments({ state: 'new' })

async function until(isSo: () => Promise<boolean>, withinMs = 90_000): Promise<void> {
  const deadline = Date.now() + withinMs
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not happen in time')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Nothing lost, nothing twice: every click once in score, runs, plans and effects. */
async function expectEachOnce(prospectIds: string[], each: number): Promise<void> {
  const total = prospectIds.length * each
  expect(await collectionOf(Plans).countDocuments({ settled: true })).toBe(total)
  expect(await collectionOf(Runs).countDocuments({ status: 'finished' })).toBe(total)
  expect(await collectionOf(Effects).countDocuments({ state: 'done' })).toBe(2 * total)
  expect(await collectionOf(Effects).countDocuments()).toBe(2 * total)
  const prospects = await collectionOf(Prospects).find().toArray()
  expect(prospects.map(({ score, tags }) => [score, tags])).toEqual(
    prospectIds.map(() => [each, ['clicked']]),
  )
  for (const prospectId of prospectIds) {
    const plans = await collectionOf(Plans).find({ prospectId }).sort({ seq: 1 }).toArray()
    expect(plans.map(({ seq }) => seq)).toEqual(Array.from({ length: each }, (_, i) => i + 1))
    expect(plans.map(({ at }) => at.getTime())).toEqual(plans.map(({ at }) => at.getTime()).toSorted())
  }
}

async function insertProspects(count: number): Promise<string[]> {
  const prospects = await Promise.all(Array.from({ length: count }, () => insertProspect()))
  return prospects.map(({ _id }) => _id)
}

test('a click at an idle worker is planned and applied within a second', async () => {
  await publishDocument({ document })
  const [prospectId = ''] = await insertProspects(1)
  await startWorkerProcess()
  const took: number[] = []
  for (let i = 0; i < 20; i++) {
    const events = clicks([prospectId], 1)
    const at = performance.now()
    await insertEvents(events)
    await until(async () => (await collectionOf(Prospects).findOne({ _id: prospectId }))?.score === i + 1)
    took.push(performance.now() - at)
  }
  expect(took.toSorted((a, b) => a - b)[10]).toBeLessThan(1_000)
})

test('two workers at once, each killed in the middle and started again: nothing is lost, nothing done twice', async () => {
  await publishDocument({ document })
  const prospectIds = await insertProspects(30)
  const each = 150 // so that there is a middle still when the second one is killed
  const all = clicks(prospectIds, each)
  const workers = await Promise.all([startWorkerProcess(), startWorkerProcess()])
  await insertEvents(all)
  for (const [round, worker] of workers.entries()) {
    const left = all.length - (round + 1) * 150
    await until(async () => (await unplanned()) < left)
    process.kill(worker.pid ?? 0, 'SIGKILL')
    await worker.exited
    started.delete(worker)
    expect(await unplanned()).toBeGreaterThan(0)
    await startWorkerProcess()
  }
  await until(async () => (await unplanned()) === 0)
  await expectEachOnce(prospectIds, each)
  const prospects = await collectionOf(Prospects).find().toArray()
  const effects = await collectionOf(Effects)
    .find({ guardedUntil: { $type: 'date' } })
    .toArray()
  expect(prospects.flatMap(({ fx }) => fx).toSorted()).toEqual(effects.map(({ _id }) => _id).toSorted())
})

test('a worker that is asked to stop gives its lanes back, so that the next one goes on at once', async () => {
  await publishDocument({ document })
  const prospectIds = await insertProspects(20)
  const first = await startWorkerProcess()
  await insertEvents(clicks(prospectIds, 10))
  await until(async () => (await unplanned()) < 190)
  await first.stop()
  expect((await first.exited).code).toBe(0)
  expect(await collectionOf(Lanes).countDocuments({ owner: { $ne: null } })).toBe(0)
  await startWorkerProcess()
  await until(async () => (await unplanned()) === 0)
  await expectEachOnce(prospectIds, 10)
})
