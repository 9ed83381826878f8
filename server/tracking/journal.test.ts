import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { StoredEvent } from '../events/stored-event'
import { PROJECT_DIR } from '../supervisor/start-process'
import { makeClick } from '../testing/make-click'
import { Journal } from './journal'
import { encodeRecord, readRecords } from './journal-record'
import { JournalReplay } from './journal-replay'

let dataDir: string
const closing: (() => Promise<unknown>)[] = []
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'switchyard-journal-'))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('a record comes back as it was', () => {
  const click = makeClick({ userAgent: 'Mözilla 🦊', visitorId: 'a'.repeat(24) })
  expect(read(encodeRecord(click))).toEqual({ events: [click], unreadable: [] })
})

test('I1: a journal cut off at any byte of its last record has all the others, and knows why it ends', () => {
  const clicks = [makeClick(), makeClick(), makeClick()]
  const [first, second, last] = clicks.map(encodeRecord)
  const whole = Buffer.concat([first, second, last] as Buffer[]) // three were made
  const start = whole.length - (last?.length ?? 0)
  for (let end = start; end < whole.length; end++) {
    const { events, unreadable } = read(whole.subarray(0, end))
    expect(events).toEqual(clicks.slice(0, 2))
    expect(unreadable).toEqual(end === start ? [] : [{ at: start, length: end - start, isTorn: true }])
  }
})

test('a record with any byte changed is damaged, and never taken for a torn or a whole one', () => {
  const clicks = [makeClick(), makeClick(), makeClick()]
  const records = clicks.map(encodeRecord)
  const at = records[0]?.length ?? 0
  const length = records[1]?.length ?? 0
  for (let place = at; place < at + length; place++) {
    const whole = Buffer.concat(records)
    whole.writeUInt8((whole[place] ?? 0) ^ 0x10, place)
    const { events, unreadable } = read(whole)
    expect(events).toEqual([clicks[0], clicks[2]])
    expect(unreadable).toEqual([{ at, length, isTorn: false }])
  }
})

test('a last record of zeros is what a power cut leaves', () => {
  const whole = Buffer.concat([encodeRecord(makeClick()), Buffer.alloc(300)])
  expect(read(whole).unreadable).toMatchObject([{ length: 300, isTorn: true }])
})

test('nothing is made on disk before it is needed', async () => {
  const journal = makeJournal()
  await journal.adopt()
  expect(await journal.oldest()).toBeNull()
  expect(readdirSync(dataDir)).toEqual([])
})

test('I1: what was appended is replayed, in order, and the files go', async () => {
  const journal = makeJournal({ segmentBytesMost: 3000 })
  const clicks = Array.from({ length: 40 }, () => makeClick())
  for (const click of clicks) await journal.append([click])
  expect(journal.stats).toMatchObject({ appended: 40 })
  expect(journal.stats.segments).toBeGreaterThan(3)
  const { written } = await replayAll(journal)
  expect(written).toEqual(clicks)
  expect(journal.stats).toMatchObject({ bytes: 0, segments: 0 })
  expect(logsIn(dataDir)).toEqual([])
})

test('appends that wait for the disk share one write', async () => {
  let syncs = 0
  const journal = makeJournal({
    openFile: async (path) => {
      const handle = await open(path, 'ax')
      const datasync = handle.datasync.bind(handle)
      handle.datasync = () => {
        syncs++
        return datasync()
      }
      return handle
    },
  })
  await Promise.all(Array.from({ length: 200 }, () => journal.append([makeClick()])))
  expect(syncs).toBeLessThan(10)
  expect(journal.stats.appended).toBe(200)
})

test('I2: a database that fails half-way through gets the rest, and what it had, again', async () => {
  const journal = makeJournal()
  const clicks = Array.from({ length: 1200 }, () => makeClick())
  await journal.append(clicks)
  let writes = 0
  const { written } = await replayAll(journal, () => {
    if (++writes === 2) throw new Error('connection lost')
  })
  expect(new Set(written.map(({ _id }) => _id))).toEqual(new Set(clicks.map(({ _id }) => _id)))
  expect(journal.stats.bytes).toBe(0)
})

test('a full disk is told to whoever appends; what was appended before is there, and it goes on when there is room', async () => {
  let isFull = false
  const journal = makeJournal({
    // The kernel's own full disk.
    openFile: (path) => (isFull ? open('/dev/full', 'a') : open(path, 'ax')),
    segmentBytesMost: 1,
  })
  const kept = makeClick()
  await journal.append([kept])
  isFull = true
  await expect(journal.append([makeClick()])).rejects.toThrow(/ENOSPC/)
  expect(journal.stats.failures).toBe(1)
  isFull = false
  const later = makeClick()
  await vi.waitFor(() => journal.append([later]), { timeout: 60_000, interval: 100 })
  expect((await replayAll(journal)).written).toEqual([kept, later])
})

test('a sync that fails is told to whoever appends, and that file is not trusted any more', async () => {
  let isBroken = true
  const opened: string[] = []
  const journal = makeJournal({
    openFile: async (path) => {
      opened.push(path)
      const handle = await open(path, 'ax')
      if (isBroken) handle.datasync = () => Promise.reject(new Error('EIO'))
      return handle
    },
  })
  await expect(journal.append([makeClick()])).rejects.toThrow('EIO')
  isBroken = false
  await vi.waitFor(() => journal.append([makeClick()]), { timeout: 60_000, interval: 100 })
  expect(opened).toHaveLength(2)
})

test('a folder that cannot be made is told to whoever appends', async () => {
  writeFileSync(join(dataDir, 'journal'), '')
  await expect(makeJournal().append([makeClick()])).rejects.toThrow(/EEXIST|ENOTDIR/)
})

test('it takes no more than it may', async () => {
  const journal = makeJournal({ bytesMost: 1500 })
  await journal.append([makeClick()])
  await expect(journal.append([makeClick(), makeClick(), makeClick()])).rejects.toThrow('full')
})

test('I1: a process that was killed leaves its journal to the next one, its torn last record included', async () => {
  const { ids, name } = await appendAndDie()
  const file = join(dataDir, 'journal', name, '00000001.log')
  writeFileSync(file, encodeRecord(makeClick()).subarray(0, 99), { flag: 'a' })
  const journal = makeJournal()
  const { written, replay } = await replayAll(journal)
  expect(written.map(({ _id }) => _id)).toEqual(ids)
  expect(replay.stats).toMatchObject({ replayed: 50, damaged: 0 })
  expect(logsIn(dataDir)).toEqual([])
  expect(existsSync(join(dataDir, 'journal', name))).toBe(false)
})

test('of two processes that find the same journal, each file goes to one; both ends are right', async () => {
  const { ids } = await appendAndDie()
  const [one, other] = [makeJournal(), makeJournal()]
  const both = await Promise.all([replayAll(one), replayAll(other)])
  expect(both.flatMap(({ written }) => written.map(({ _id }) => _id))).toEqual(ids)
})

test('the journal of a process that lives is left alone', async () => {
  const living = makeJournal()
  await living.append([makeClick()])
  const other = makeJournal()
  await other.adopt()
  expect(await other.oldest()).toBeNull()
  await living.append([makeClick()])
  expect(living.stats).toMatchObject({ appended: 2, failures: 0 })
})

test('I1: a process that was wrongly taken for dead writes again what may have been missed', async () => {
  const living = makeJournal()
  const [before, after] = [makeClick(), makeClick()]
  await living.append([before])
  // Somebody cleans up the folder of sockets; the next process then believes that nobody is there.
  const locks = readdirSync(join(dataDir, 'run')).filter((name) => name.endsWith('.lock'))
  for (const lock of locks) rmSync(join(dataDir, 'run', lock))
  const other = makeJournal()
  const { written } = await replayAll(other)
  expect(written).toEqual([before])
  await living.append([after])
  expect((await replayAll(living)).written).toEqual([after])
})

test('a damaged journal is set aside after everything else in it was replayed', async () => {
  const clicks = [makeClick(), makeClick(), makeClick()]
  const bytes = Buffer.concat(clicks.map(encodeRecord))
  const middle = encodeRecord(clicks[0] as StoredEvent).length + 40
  bytes.writeUInt8((bytes[middle] ?? 0) ^ 1, middle)
  mkdirSync(join(dataDir, 'journal/0badc0de'), { recursive: true })
  writeFileSync(join(dataDir, 'journal/0badc0de/00000001.log'), bytes)
  const { written, replay } = await replayAll(makeJournal())
  expect(written).toEqual([clicks[0], clicks[2]])
  expect(replay.stats.damaged).toBe(1)
  const [kept = ''] = readdirSync(join(dataDir, 'journal/damaged'))
  expect(readFileSync(join(dataDir, 'journal/damaged', kept))).toEqual(bytes)
})

test('closed, it leaves what was not replayed to the next one', async () => {
  const first = makeJournal()
  const click = makeClick()
  await first.append([click])
  await first.close()
  expect((await replayAll(makeJournal())).written).toEqual([click])
})

function makeJournal(options: Partial<ConstructorParameters<typeof Journal>[0]> = {}): Journal {
  const journal = new Journal({ dataDir, ...options })
  closing.push(() => journal.close())
  return journal
}

/** Lets a replay run until the journal is empty. @returns everything that it wrote, in its order */
async function replayAll(journal: Journal, beforeWrite = () => {}) {
  const written: StoredEvent[] = []
  let rounds = 0
  const replay = new JournalReplay({
    journal: Object.assign(Object.create(journal) as Journal, {
      oldest: async () => {
        const found = await journal.oldest()
        if (!found) rounds++
        return found
      },
      drop: journal.drop.bind(journal),
      adopt: journal.adopt.bind(journal),
    }),
    dataDir,
    write: async (events) => {
      beforeWrite()
      written.push(...events)
      return []
    },
    onWritten: () => {},
  })
  replay.start()
  await vi.waitUntil(() => rounds > 0, { timeout: 60_000 })
  await replay.stop()
  return { written, replay }
}

function read(bytes: Buffer) {
  const records = readRecords(bytes)
  const events: StoredEvent[] = []
  for (;;) {
    const { value, done } = records.next()
    if (done) return { events, unreadable: value }
    events.push(value)
  }
}

/** A real process that appends 50 clicks and kills itself. */
async function appendAndDie(): Promise<{ ids: string[]; name: string }> {
  const code = `
    import 'tsx'
    const { Journal } = await import('./server/tracking/journal.ts')
    const { makeClick } = await import('./server/testing/make-click.ts')
    const clicks = Array.from({ length: 50 }, () => makeClick())
    await new Journal({ dataDir: process.env.DATA_DIR }).append(clicks)
    process.stdout.write(clicks.map(({ _id }) => _id).join() + '\\n', () => process.kill(process.pid, 'SIGKILL'))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    cwd: PROJECT_DIR,
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const [, signal] = await once(child, 'close')
  expect(signal).toBe('SIGKILL')
  const [name = ''] = readdirSync(join(dataDir, 'journal'))
  return { ids: said.trim().split(','), name }
}

function logsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.endsWith('.log'))
}
