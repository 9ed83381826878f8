import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type KeptProcess, keepRunning } from './keep-running'
import { stopInOrder } from './stop-in-order'

const PART = fileURLToPath(new URL('./fixtures/part.ts', import.meta.url))
const QUICK = { firstMs: 20, mostMs: 80, calmMs: 60_000 }

let folder: string
let kept: KeptProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchyard-parts-'))
  kept = []
})
afterEach(async () => {
  await Promise.all(kept.map((part) => part.stop()))
  rmSync(folder, { recursive: true })
})

type Does = 'serve' | 'fail' | 'crash' | 'stay'

function keep(name: string, does: Does = 'serve', backOff = QUICK, stoppedWithinMs = 60_000) {
  const said: string[] = []
  const env = { PART_NAME: name, PART_DOES: does, PART_JOURNAL: join(folder, 'journal') }
  const part = keepRunning({
    name,
    file: PART,
    env,
    say: (text) => said.push(text),
    backOff,
    stoppedWithinMs,
  })
  kept.push(part)
  return { ...part, said }
}

function journal(): { name: string; what: string; pid: number }[] {
  return readFileSync(join(folder, 'journal'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([name = '', what = '', pid]) => ({ name, what, pid: Number(pid) }))
}

function starts(): number[] {
  return journal().flatMap(({ what, pid }) => (what === 'started' ? [pid] : []))
}

test('a process that is killed is started again, and says so', async () => {
  const { ready, said } = keep('worker')
  await ready
  const [first = 0] = starts()
  process.kill(first, 'SIGKILL')
  await vi.waitFor(() => expect(said).toContain('worker is running again.'), 60_000)
  expect(starts()).toHaveLength(2)
  expect(said[0]).toBe('worker ended (SIGKILL). Starting it again in 0.02 s.')
})

test('the pauses double while it keeps ending, up to a limit', async () => {
  const { ready, said } = keep('web', 'crash')
  await ready
  await vi.waitFor(() => expect(starts().length).toBeGreaterThanOrEqual(5), 60_000)
  const pauses = said.flatMap((text) => text.match(/again in (\S+) s/)?.[1] ?? [])
  expect(pauses.slice(0, 4)).toEqual(['0.02', '0.04', '0.08', '0.08'])
})

test('after a calm time of service the pauses begin small again', async () => {
  const { ready, said } = keep('web', 'crash', { firstMs: 20, mostMs: 80, calmMs: 1 })
  await ready
  await vi.waitFor(() => expect(starts().length).toBeGreaterThanOrEqual(4), 60_000)
  const pauses = said.flatMap((text) => text.match(/again in (\S+) s/)?.[1] ?? [])
  expect(new Set(pauses)).toEqual(new Set(['0.02']))
})

test('a process that ends before it ever served is not started again, and its last words are passed on', async () => {
  const { ready, stop, said } = keep('web', 'fail')
  await expect(ready).rejects.toMatchObject({
    code: 'unavailable',
    userMessage: 'web ended (exit code 1): the port is taken',
  })
  await stop()
  expect(starts()).toHaveLength(1)
  expect(said).toEqual([])
})

test('a process stopped during a pause stays stopped', async () => {
  const { ready, stop, said } = keep('web', 'crash', { firstMs: 60_000, mostMs: 60_000, calmMs: 60_000 })
  await ready
  await vi.waitFor(() => expect(said).toHaveLength(1), 60_000)
  await stop()
  expect(starts()).toHaveLength(1)
})

test('a process that does not stop when asked is killed', async () => {
  const { ready, stop } = keep('worker', 'stay', QUICK, 2_000)
  await ready
  const [pid = 0] = starts()
  await stop()
  expect(journal().map(({ what }) => what)).toEqual(['started', 'asked-to-stop'])
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})

test('web stops before the worker begins to, and the worker before the database', async () => {
  for (const name of ['database', 'worker', 'web']) await keep(name).ready
  await stopInOrder(kept)
  expect(journal().map(({ name, what }) => `${name} ${what}`)).toEqual([
    'database started',
    'worker started',
    'web started',
    'web asked-to-stop',
    'web stopped',
    'worker asked-to-stop',
    'worker stopped',
    'database asked-to-stop',
    'database stopped',
  ])
})
