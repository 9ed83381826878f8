import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Filter } from 'mongodb'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { ensureIndexes } from '../db/collections'
import { connectDatabase, disconnectDatabase } from '../db/connect'
import { createList } from '../lists/create-list'
import { Memberships } from '../lists/membership'
import { type Prospect, Prospects } from '../prospects/prospect'
import { type StartedProcess, startProcess } from '../supervisor/start-process'
import { testDatabaseUri } from '../testing/database'
import { startImport } from './import/start-import'
import { uploadText } from './testing/upload-text'
import { operationNow } from './testing/work-on-bulk'

vi.setConfig({ testTimeout: 600_000 })

const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-bulk-'))
let uri: string
const started = new Set<StartedProcess>()

beforeAll(async () => {
  uri = testDatabaseUri()
  process.env.DATA_DIR = dataDir
  await connectDatabase(uri)
  await ensureIndexes()
})
afterAll(async () => {
  await Promise.all([...started].map((worker) => worker.stop()))
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

async function kill(worker: StartedProcess): Promise<void> {
  process.kill(worker.pid ?? 0, 'SIGKILL')
  await worker.exited
  started.delete(worker)
}

/** Fewer for a quick look. */
const rows = Number(process.env.IMPORT_ROWS ?? 100_000)

/** One row in ten names somebody of before, one in fifty cannot be imported. */
function row(n: number): string {
  if (n % 50 === 49) return `no address ${n},W,`
  if (n % 10 === 3) return `person${n - 3}@example.com,Again ${n},b`
  return `person${n}@example.com,Person ${n},a`
}

test('an import of many rows (100,000) whose worker is killed four times, while two run, has every row once and every count right', async () => {
  const list = await createList({ name: 'All', description: '' })
  const text = `email,first name,tags\n${Array.from({ length: rows }, (_, n) => row(n)).join('\n')}`
  const { id: fileId } = await uploadText(text)
  const { _id } = await startImport({ fileId, options: { listId: list.id } }, 'test')
  const [load] = loadavg()
  const startedAt = Date.now()
  const killedAt: number[] = []
  let workers = await Promise.all([startWorkerProcess(), startWorkerProcess()])
  const doneNow = async () => (await operationNow(_id)).progress.done
  for (const part of [0.1, 0.35, 0.6, 0.85]) {
    await vi.waitUntil(async () => (await doneNow()) >= part * rows, { timeout: 300_000, interval: 20 })
    for (const worker of workers) await kill(worker)
    const done = await doneNow()
    expect(done).toBeLessThan(rows)
    killedAt.push(done)
    workers = await Promise.all([startWorkerProcess(), startWorkerProcess()])
  }
  await vi.waitUntil(async () => !(await operationNow(_id)).isOpen, { timeout: 300_000, interval: 50 })
  const seconds = (Date.now() - startedAt) / 1_000
  const repeated = Array.from({ length: rows }, (_, n) => n).filter((n) => n % 10 === 3).length
  const failed = Array.from({ length: rows }, (_, n) => n).filter((n) => n % 50 === 49).length
  const people = rows - repeated - failed
  const { state, counts, progress } = await operationNow(_id)
  const stored = {
    prospects: await count({}),
    ofRowsThatCount: await count({ firstName: /^Again/, tags: ['b'] }),
    onTheList: await count({ lists: list.id }),
    linesInItsHistory: await collectionOf(Memberships).countDocuments({ listId: list.id }),
  }
  expect({ state, counts, progress }).toMatchObject({
    state: 'done',
    counts: { created: people, repeated, failed },
    progress: { done: rows, total: rows },
  })
  expect(stored).toEqual({
    prospects: people,
    ofRowsThatCount: repeated,
    onTheList: people,
    linesInItsHistory: people,
  })
  if (process.env.SAVE_RESULT) save({ rows, workersKilledAtRow: killedAt, seconds, load, counts, stored })
})

function count(filter: Filter<Prospect>): Promise<number> {
  return collectionOf(Prospects).countDocuments(filter)
}

/** Keeps what was seen beside the results of the benchmarks (bench/README.md). */
function save(result: object): void {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version }
  const text = JSON.stringify({ measuredAt: new Date().toISOString(), machine, ...result }, null, 2)
  writeFileSync('bench/results/import-kills.json', `${text}\n`)
}
