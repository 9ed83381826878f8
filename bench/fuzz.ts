import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type FuzzReport, fuzzWebProcess } from './fuzz/fuzz-web-process'
import { memoryOf } from './fuzz/memory-of'

/**
 * A million seeded requests to the tracking paths of a real web process, over raw connections on loopback: nothing of
 * 500 and above, no crash, and no memory that grows.
 *
 *   npm run fuzz -- [--requests 1000000] [--seed 1] [--save]
 */
const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    requests: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    /** Keeps the result in bench/results. */
    save: { type: 'boolean', default: false },
  },
})
const requests = Number(values.requests)
const seed = Number(values.seed)
const loadBefore = Math.round((loadavg()[0] ?? 0) * 100) / 100
/** Beyond this, between the middle of the run and its end, memory is not what one calls flat. */
const GROWTH_MOST_MB = 64

let toldAt = 0
const report = await fuzzWebProcess({
  requests,
  seed,
  onProgress: (sent, memory) => {
    if (performance.now() - toldAt < 10_000) return
    toldAt = performance.now()
    console.log(`${sent.toLocaleString('en')} of ${requests.toLocaleString('en')} requests, ${memory} MB`)
  },
})
process.exitCode = tell(report) ? 0 : 1
process.exit()

function tell(found: FuzzReport): boolean {
  const { seconds, statuses, broken, silent, isAlive, connections } = found
  const memory = memoryOf(found.memory)
  const isFlat = memory.end - memory.middle < GROWTH_MOST_MB
  console.log(`
${found.requests.toLocaleString('en')} requests over ${connections.toLocaleString('en')} connections in ${seconds.toFixed(0)} s (seed ${seed})
answers        ${Object.entries(statuses)
    .map(([status, count]) => `${status}: ${count.toLocaleString('en')}`)
    .join('  ')}
500 and above  ${broken.length}
unanswered     ${silent.length}
memory         ${memory.afterWarmUp} MB after the warm-up, ${memory.middle} MB in the middle, ${memory.end} MB at the end, ${memory.most} MB at most
${isAlive ? 'the same process still answers' : 'the process died'}`)
  for (const line of [...broken, ...silent].slice(0, 10)) console.log(`  ${line}`)
  if (values.save) save(found)
  return isAlive && isFlat && broken.length === 0 && silent.length === 0
}

function save({ broken, silent, seconds, memory, ...rest }: FuzzReport): void {
  const result = {
    measuredAt: new Date().toISOString(),
    machine: { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version, loadBefore },
    seed,
    seconds: Math.round(seconds),
    ...rest,
    memory: memoryOf(memory),
    broken: broken.length,
    silent: silent.length,
  }
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  writeFileSync(join(import.meta.dirname, 'results/fuzz.json'), `${JSON.stringify(result, null, 2)}\n`)
}
