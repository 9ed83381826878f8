import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** A whole Switchyard, started the way a user starts it. */
export type Stack = {
  baseUrl: string
  apiKey: string
  admin: { email: string; password: string }
  /** Everything it has printed so far. */
  output: () => string
  stop: () => Promise<void>
}

type StartedProcess = ChildProcessByStdio<null, Readable, Readable>

const admin = { email: 'ada@example.com', password: 'correct horse battery' }
const apiKey = 'sy_browsertestsbrowsertestsbrowsertests1'

/** Runs `npm start`'s script with its own data folder and port, and waits until it says that it is ready. */
export async function startStack(settings: Record<string, string> = {}): Promise<Stack> {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchyard-e2e-'))
  const port = await freePort()
  const { NODE_ENV: _testsOwn, ...inherited } = process.env
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    env: {
      ...inherited,
      NODE_ENV: 'production',
      ALLOW_EMBEDDED: '1',
      PORT: String(port),
      DATA_DIR: dataDir,
      DEMO: '0',
      BASE_URL: '',
      BOOTSTRAP_ADMIN_EMAIL: admin.email,
      BOOTSTRAP_ADMIN_PASSWORD: admin.password,
      BOOTSTRAP_API_KEY: apiKey,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  child.stderr.on('data', (chunk) => {
    output += chunk
  })
  await untilReady(child, () => output)
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { baseUrl: `http://localhost:${port}`, apiKey, admin, output: () => output, stop }
}

function untilReady(child: StartedProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (output().includes('Switchyard is ready on')) resolve()
    }
    child.stdout.on('data', check)
    child.once('exit', (code) => reject(new Error(`start ended with ${code}:\n${output()}`)))
  })
}

/** Below those that the system gives to connections, of which one could take it before the stack does. */
async function freePort(): Promise<number> {
  const port = randomInt(10_000, 32_000)
  const server = createServer().listen(port)
  const isFree = await once(server, 'listening').catch(() => false)
  if (!isFree) return freePort()
  server.close()
  await once(server, 'close')
  return port
}
