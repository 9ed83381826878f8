import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PROJECT_DIR } from '../../supervisor/start-process'
import { type StartedDatabase, startDatabase } from './start-database'
import { uriFile } from './uri-file'

let dataDir: string
let started: StartedDatabase[]
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-database-'))
  started = []
})
afterEach(async () => {
  await Promise.all(started.map((database) => database.stop()))
  rmSync(dataDir, { recursive: true })
})

async function begin(): Promise<StartedDatabase> {
  const database = await startDatabase(dataDir)
  started.push(database)
  return database
}

async function withClient<T>(uri: string, use: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 30_000 })
  return use(client).finally(() => client.close())
}

const countNumbers = (uri: string) =>
  withClient(uri, (client) => client.db().collection('numbers').countDocuments())

test('it leaves its address where only this user can read it, and takes it away when it ends', async () => {
  const { stop } = await begin()
  expect(statSync(uriFile(dataDir)).mode & 0o777).toBe(0o600)
  expect(statSync(join(dataDir, 'run')).mode & 0o777).toBe(0o700)
  await stop()
  expect(existsSync(uriFile(dataDir))).toBe(false)
  expect(existsSync(join(dataDir, 'run/database.sock'))).toBe(false)
})

test('stopped and started again, it has kept what was written', async () => {
  const first = await begin()
  await withClient(first.uri, (client) => client.db().collection('numbers').insertOne({ n: 1 }))
  await first.stop()
  expect((await first.process?.exited)?.code).toBe(0)
  expect(await countNumbers((await begin()).uri)).toBe(1)
})

test('killed in the middle of writing, it has lost nothing that it acknowledged', async () => {
  const first = await begin()
  let acknowledged = 0
  await withClient(first.uri, async (client) => {
    const numbers = client.db().collection('numbers')
    const write = async () => {
      for (;;) {
        await numbers.insertOne({ n: acknowledged })
        acknowledged++
        if (acknowledged === 300) process.kill(first.process?.pid ?? 0, 'SIGKILL')
      }
    }
    await Promise.allSettled([write(), write(), write(), write()])
  })
  expect(acknowledged).toBeGreaterThanOrEqual(300)
  await first.process?.exited // while it dies, its socket may still take a connection
  const stored = await countNumbers((await begin()).uri)
  expect(stored).toBeGreaterThanOrEqual(acknowledged)
  expect(stored).toBeLessThanOrEqual(acknowledged + 4)
})

test('a second start uses the one that runs, and leaves it running', async () => {
  const first = await begin()
  const second = await begin()
  expect(second.uri).toBe(first.uri)
  expect(second.process).toBeUndefined()
  await second.stop()
  expect(await countNumbers(first.uri)).toBe(0)
})

test('data that is open in a process that left no address is refused in words', async () => {
  await begin()
  rmSync(uriFile(dataDir))
  await expect(startDatabase(dataDir)).rejects.toMatchObject({
    userMessage: expect.stringMatching(/is open in another process, which does not answer\. End that one/),
  })
})

test('damaged data is refused in words', async () => {
  await (await begin()).stop()
  const file = join(dataDir, 'database/WiredTiger.wt')
  truncateSync(file, 0)
  writeFileSync(file, Buffer.alloc(4096, 7))
  await expect(startDatabase(dataDir)).rejects.toMatchObject({
    userMessage: expect.stringContaining('it is damaged or belongs to another user'),
  })
})

test('a message longer than any that is allowed ends only its own connection', async () => {
  const { uri } = await begin()
  const { connect } = await import('node:net')
  const socket = connect(decodeURIComponent(new URL(uri).host))
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(Buffer.from([0xff, 0xff, 0xff, 0x7f]))
  await once(socket, 'close')
  expect(await countNumbers(uri)).toBe(0)
})

test('documents of many megabytes come back as they went', async () => {
  const { uri } = await begin()
  const text = 'ä'.repeat(7_000_000)
  const back = await withClient(uri, async (client) => {
    const large = client.db().collection('large')
    await large.insertMany([{ text }, { text }, { text }])
    return large.find().toArray()
  })
  expect(back.map((one) => one.text === text)).toEqual([true, true, true])
})

test('the command alone prints an address to connect to, and its database ends with it even when it is killed', async () => {
  const command = spawn(process.execPath, ['scripts/run.mjs', 'server/db/embedded/database.ts'], {
    cwd: PROJECT_DIR,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let printed = ''
  command.stdout.setEncoding('utf8').on('data', (text) => {
    printed += text
  })
  await vi.waitFor(() => expect(printed).toMatch(/ready\. Connect to it with\nmongodb:/), 60_000)
  expect(await countNumbers(printed.match(/mongodb:\S+/)?.[0] ?? '')).toBe(0)
  command.kill('SIGKILL')
  await vi.waitFor(() => expect(existsSync(uriFile(dataDir))).toBe(false), 60_000)
})
