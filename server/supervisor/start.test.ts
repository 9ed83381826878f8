import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { uriFile } from '../db/embedded/uri-file'
import { PROJECT_DIR } from './start-process'

let dataDir: string
let running: ChildProcess | undefined
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-start-'))
})
afterEach(async () => {
  if (running?.exitCode === null && running.kill('SIGTERM')) await once(running, 'exit')
  rmSync(dataDir, { recursive: true })
})

function begin(env: NodeJS.Dict<string> = {}) {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'server/supervisor/fixtures/start.ts'], {
    cwd: PROJECT_DIR,
    // Next's types make NODE_ENV required; here it has to be absent.
    env: {
      ...process.env,
      NODE_ENV: undefined,
      DATA_DIR: dataDir,
      PORT: '0',
      ...env,
    } as NodeJS.Dict<string> as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, as a terminal makes one: Ctrl-C reaches all of it.
    detached: true,
  })
  running = child
  const output = { text: '' }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output.text += text
    })
  }
  const printed = (pattern: RegExp) =>
    vi.waitFor(() => expect(output.text).toMatch(pattern), { timeout: 60_000, interval: 50 })
  return { child, output, printed, ended: once(child, 'exit') }
}

test('everything starts, says where it is and how to sign in, and Ctrl-C ends it with nothing unwritten', async () => {
  const { child, output, printed, ended } = begin()
  await printed(
    /Switchyard is ready on http:\/\/localhost:\d+\nSign in with the link http:\/\/localhost\/setup\n/,
  )
  const address = output.text.match(/ready on (\S+)/)?.[1]
  expect((await fetch(`${address}/readyz`)).status).toBe(200)

  process.kill(-(child.pid ?? 0), 'SIGINT')
  expect(await ended).toEqual([0, null])
  expect(output.text.match(/wrote its last/g)).toHaveLength(2)
  expect(output.text).not.toContain('Starting it again')
  expect(existsSync(uriFile(dataDir))).toBe(false)
})

test('when npm is ended, everything that it started ends', async () => {
  // As npm does: the command runs in a shell, and only the shell is told.
  const shell = spawn('sh', ['-c', 'node scripts/run.mjs server/supervisor/fixtures/start.ts; exit'], {
    cwd: PROJECT_DIR,
    env: { ...process.env, npm_lifecycle_event: 'start', DATA_DIR: dataDir, PORT: '0', ALLOW_EMBEDDED: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // The pipe closes when the last of all that was started has ended.
  const ended = once(shell.stdout.resume(), 'close')
  await vi.waitFor(() => expect(existsSync(uriFile(dataDir))).toBe(true), { timeout: 60_000 })
  shell.kill('SIGTERM')
  await ended
  expect(existsSync(uriFile(dataDir))).toBe(false)
})

test('a killed web process and a killed database come back on their own', async () => {
  const { output, printed } = begin()
  await printed(/is ready on/)
  const address = output.text.match(/ready on (\S+)/)?.[1] ?? ''
  const pid = Number(await (await fetch(address)).text())
  process.kill(pid, 'SIGKILL')
  await printed(
    /• (web|worker) ended \(SIGKILL\)\. Starting it again in 0\.5 s\.\n(.*\n)*• (web|worker) is running again/,
  )
  const answer = async () => Number(await (await fetch(address)).text())
  await vi.waitFor(async () => expect(await answer()).not.toBe(pid), { timeout: 60_000 })

  const lock = readFileSync(join(dataDir, 'database/mongod.lock'), 'utf8')
  process.kill(Number(lock), 'SIGKILL')
  await printed(
    /• The database was killed.* Starting it again in 0\.5 s\.\n(.*\n)*• database is running again/,
  )
  await vi.waitFor(async () => expect(await answer()).toBeGreaterThan(0), { timeout: 60_000 })
})

test('a step that fails before the first request is told in one line, and nothing stays behind', async () => {
  const { output, ended } = begin({ PREPARE_FAILS: '1' })
  expect(await ended).toEqual([1, null])
  expect(output.text).toContain('The indexes could not be made.')
  expect(output.text).not.toMatch(/\n\s+at /)
  expect(existsSync(uriFile(dataDir))).toBe(false)
})

test('wrong settings are told all at once, before anything starts', async () => {
  const { output, ended } = begin({ PORT: 'x', DEMO: 'maybe' })
  expect(await ended).toEqual([1, null])
  expect(output.text).toContain('  - PORT must be a number, such as 3000\n  - DEMO must be 0 or 1')
  expect(output.text).not.toContain('Starting')
})

test('production that somebody asked for needs a database of their own', async () => {
  const { output, ended } = begin({ NODE_ENV: 'production' })
  expect(await ended).toEqual([1, null])
  expect(output.text).toContain('Set MONGODB_URI to your MongoDB')
})
