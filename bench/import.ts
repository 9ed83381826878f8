import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startExport } from '@/server/bulk-operations/export/start-export'
import { storeUpload } from '@/server/bulk-operations/files/store-upload'
import { startImport } from '@/server/bulk-operations/import/start-import'
import { findOperation } from '@/server/bulk-operations/load-operation'
import { openDownload } from '@/server/bulk-operations/open-download'
import { collectionOf } from '@/server/db/collection-of'
import { ensureIndexes } from '@/server/db/collections'
import { connectDatabase, disconnectDatabase } from '@/server/db/connect'
import { startDatabase } from '@/server/db/embedded/start-database'
import { createProspect } from '@/server/prospects/create-prospect'
import { Prospects } from '@/server/prospects/prospect'
import { type StartedProcess, startProcess } from '@/server/supervisor/start-process'
import { cpuSeconds } from './cpu-time'

/**
 * P8: an import and an export of many prospects by one real worker process, beside the naive way, one insert after
 * the other through the function that a form uses.
 *
 *   npm run bench:import -- [--rows 1000000] [--naive 2000] [--save]
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    rows: { type: 'string', default: '1000000' },
    /** Prospects made one by one. */
    naive: { type: 'string', default: '2000' },
    /** Keeps the result in results/import.json. */
    save: { type: 'boolean', default: false },
  },
})
const ROWS = Number(values.rows)
const NAIVE = Number(values.naive)
const header = 'email,first name,last name,organization,phone,time zone,score,tags,industry\n'

const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-bench-import-'))
process.env.DATA_DIR = dataDir
const loadBefore = loadavg()[0] ?? 0
const database = await startDatabase(dataDir)
const databasePid = database.process?.pid ?? 0
await connectDatabase(database.uri)
await ensureIndexes()
try {
  const result = await measure()
  console.log(JSON.stringify(result, null, 2))
  if (values.save) save(result)
} finally {
  await disconnectDatabase()
  await database.stop()
  rmSync(dataDir, { recursive: true, force: true })
}

async function measure() {
  const naive = await measureNaive()
  const imported = await byWorker({}, importAll)
  const exported = await byWorker({}, exportAll)
  const exportedSmall = await byWorker({ NODE_OPTIONS: '--max-semi-space-size=2' }, exportAll)
  return {
    rows: ROWS,
    goals: { importSeconds: 300, exportSeconds: 60, exportMegabytes: 200 },
    import: imported,
    export: exported,
    exportWithSmallSemiSpace: exportedSmall,
    naive,
    importOverNaive: rounded(imported.perSecond / naive.perSecond),
    machine: { cores: cpus().length, loadBefore: rounded(loadBefore), loadAfter: rounded(loadavg()[0] ?? 0) },
    at: new Date().toISOString(),
  }
}

/** Each by a worker that was just started, so that its memory is its own. */
async function byWorker<Result>(
  env: Record<string, string>,
  work: (worker: StartedProcess) => Promise<Result>,
): Promise<Result> {
  const worker = startProcess({
    name: 'worker',
    file: 'server/worker.ts',
    env: { MONGODB_URI: database.uri, DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...env },
  })
  try {
    await worker.ready
    return await work(worker)
  } finally {
    await worker.stop()
  }
}

async function importAll({ pid = 0 }: StartedProcess) {
  const upload = await storeUpload({ body: csv(), name: 'people.csv', ownedBy: 'bench' })
  console.log(`${ROWS} rows, ${(upload.bytes / 1e6).toFixed(0)} MB`)
  const imported = await follow(pid, (await startImport({ fileId: upload.id, options: {} }, 'bench'))._id)
  const people = await collectionOf(Prospects).countDocuments({ email: /^person/ })
  if (people !== ROWS) throw new Error(`${people} of ${ROWS} rows were imported`)
  return imported
}

async function exportAll({ pid = 0 }: StartedProcess) {
  const request = { selection: { all: true as const }, withMark: false }
  const exported = await follow(pid, (await startExport(request, 'bench'))._id)
  const downloaded = await countLines(exported.id)
  if (downloaded !== ROWS + NAIVE + 1) throw new Error(`the export has ${downloaded} lines`)
  return exported
}

async function measureNaive() {
  const start = performance.now()
  for (let n = 0; n < NAIVE; n++)
    await createProspect({ email: `naive${n}@example.com`, firstName: 'N', lastName: `${n}`, tags: ['a'] })
  const seconds = (performance.now() - start) / 1_000
  return { rows: NAIVE, seconds: rounded(seconds), perSecond: rounded(NAIVE / seconds) }
}

/** Waits for an operation, and sees how much memory and processor time the worker needs meanwhile. */
async function follow(pid: number, id: string) {
  const start = performance.now()
  const cpu = cpuSeconds(pid)
  const databaseCpu = cpuSeconds(databasePid)
  resetPeak(pid)
  const megabytesBefore = peakMegabytes(pid)
  let told = 0
  for (;;) {
    const { isOpen, state, failure, progress } = await findOperation(id)
    if (!isOpen) {
      if (state !== 'done') throw new Error(`${state}: ${failure}`)
      const seconds = (performance.now() - start) / 1_000
      return {
        id,
        seconds: rounded(seconds),
        perSecond: rounded(progress.done / seconds),
        workerCpuSeconds: rounded(cpuSeconds(pid) - cpu),
        databaseCpuSeconds: rounded(cpuSeconds(databasePid) - databaseCpu),
        workerMegabytesBefore: megabytesBefore,
        workerPeakMegabytes: peakMegabytes(pid),
      }
    }
    if (performance.now() - told > 10_000) {
      told = performance.now()
      console.log(`${progress.done} of ${progress.total ?? '?'}, ${peakMegabytes(pid)} MB`)
    }
    await pause(100)
  }
}

/** The highest resident memory since `resetPeak`. */
function peakMegabytes(pid: number): number {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(peak) / 1_024)
}

function resetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

async function* csv(): AsyncGenerator<Buffer> {
  let text = header
  for (let n = 0; n < ROWS; n++) {
    text += `person${n}@example.com,First ${n % 997},Last ${n % 7919},"Company, ${n % 5003}",+49 30 ${n},Europe/Berlin,${n % 100},a;b${n % 10},Trade ${n % 12}\n`
    if (text.length > 65_536) {
      yield Buffer.from(text)
      text = ''
    }
  }
  yield Buffer.from(text)
}

async function countLines(operationId: string): Promise<number> {
  let lines = 0
  const { body } = await openDownload(operationId, 'result')
  for await (const block of body) for (const byte of block) if (byte === 10) lines += 1
  return lines
}

function save(result: object): void {
  const folder = join(import.meta.dirname, 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'import.json'), `${JSON.stringify(result, null, 2)}\n`)
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
