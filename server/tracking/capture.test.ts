import { afterEach, expect, test, vi } from 'vitest'
import type { RefusedRow } from '../db/insert-durably'
import type { StoredEvent } from '../events/stored-event'
import { makeClick } from '../testing/make-click'
import { Capture, type CaptureOptions, type Recorded } from './capture'

afterEach(() => vi.useRealTimers())

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 60_000 })

test('I3: an event is answered after the acknowledgement, never before', async () => {
  const store = makeStore()
  const capture = makeCapture(store)
  const answers = record(capture, 1)
  await until(() => store.writes.length === 1)
  expect(answers).toEqual([])
  store.writes[0]?.acknowledge()
  await until(() => answers.length === 1)
  expect(answers).toEqual(['db'])
})

test('clicks that arrive together share a batch', async () => {
  const store = makeStore()
  const capture = makeCapture(store)
  record(capture, 100)
  await until(() => store.writes.length > 0)
  expect(store.writes.map(({ events }) => events.length)).toEqual([100])
})

test('a full batch is sent at once', () => {
  const store = makeStore()
  const capture = makeCapture(store, { batchMost: 10 })
  record(capture, 25)
  expect(store.writes.map(({ events }) => events.length)).toEqual([10, 10])
})

test('while all writers are busy the batch grows; a free writer takes it in the order of clicks', async () => {
  const store = makeStore()
  const capture = makeCapture(store, { inFlightMost: 1, batchMost: 10 })
  const ids: string[] = []
  for (let n = 0; n < 25; n++) ids.push(recordOne(capture))
  expect(store.writes).toHaveLength(1)
  for (let n = 0; n < 3; n++) {
    await until(() => store.writes.length === n + 1)
    store.writes[n]?.acknowledge()
  }
  await until(() => capture.stats.pending === 0)
  expect(store.writes.flatMap(({ events }) => events.map(({ _id }) => _id))).toEqual(ids)
})

test('I4: with no acknowledgement and no journal, the answer goes out unconfirmed, and the event is written later', async () => {
  const store = makeStore()
  const capture = makeCapture(store, { lateMs: 40 })
  const answers = record(capture, 3)
  await until(() => answers.length === 3)
  expect(answers).toEqual(['unconfirmed', 'unconfirmed', 'unconfirmed'])
  store.writes[0]?.acknowledge()
  await until(() => capture.stats.pending === 0)
  expect(answers).toHaveLength(3)
  expect(capture.stats).toMatchObject({
    acknowledged: 3,
    answered: { db: 0, spool: 0, unconfirmed: 3 },
    late: 3,
    lost: 0,
  })
})

test('clicks that come while the store is frozen are answered in time too', async () => {
  const store = makeStore()
  const capture = makeCapture(store, { lateMs: 40, inFlightMost: 1 })
  const first = record(capture, 1)
  await until(() => first.length === 1)
  const second = record(capture, 1)
  await until(() => second.length === 1)
  expect(second).toEqual(['unconfirmed'])
})

test('I4: a journal that hangs keeps nobody waiting', async () => {
  const store = makeStore()
  const spool = makeStore()
  const capture = makeCapture(store, {
    lateMs: 40,
    spoolLateMs: 40,
    spool: (events) => spool.write(events).then(() => {}),
  })
  const answers = record(capture, 2)
  await until(() => answers.length === 2)
  expect(answers).toEqual(['unconfirmed', 'unconfirmed'])
  spool.writes[0]?.acknowledge()
  await until(() => capture.stats.pending === 0)
})

test('without an acknowledgement the journal gets the event, once, and the answer says so', async () => {
  const store = makeStore()
  const spooled = makeSpool()
  const capture = makeCapture(store, { lateMs: 40, spool: spooled.spool })
  const answers = record(capture, 3)
  await until(() => answers.length === 3)
  expect(answers).toEqual(['spool', 'spool', 'spool'])
  expect(spooled.ids).toHaveLength(3)
  expect(capture.stats).toMatchObject({ pending: 0, pendingBytes: 0, isDatabaseLate: true })
})

test('I3: the journal is synced before the answer says so', async () => {
  const store = makeStore()
  const spool = makeStore()
  const capture = makeCapture(store, { lateMs: 40, spool: (events) => spool.write(events).then(() => {}) })
  const answers = record(capture, 1)
  await until(() => spool.writes.length === 1)
  expect(answers).toEqual([])
  spool.writes[0]?.acknowledge()
  await until(() => answers.length === 1)
  expect(answers).toEqual(['spool'])
})

test('once the database is known to be late, the next clicks go to the journal at once; when it answers, to it again', async () => {
  const store = makeStore()
  const spooled = makeSpool()
  const capture = makeCapture(store, { spool: spooled.spool })
  const first = record(capture, 1)
  await until(() => store.writes.length === 1)
  store.writes[0]?.fail()
  await until(() => first.length === 1)
  const second = record(capture, 5)
  await until(() => second.length === 5)
  expect([...first, ...second]).toEqual(Array(6).fill('spool'))
  expect(store.writes).toHaveLength(1)
  capture.databaseAnswered(1)
  const third = record(capture, 1)
  await until(() => store.writes.length === 2)
  store.writes[1]?.acknowledge()
  await until(() => third.length === 1)
  expect(third).toEqual(['db'])
})

test('a database that answers late again and again is not given every click twice', async () => {
  const store = makeStore()
  const capture = makeCapture(store, { lateMs: 40, spool: makeSpool().spool })
  const first = record(capture, 1)
  await until(() => first.length === 1)
  store.writes[0]?.acknowledge()
  await until(() => capture.stats.batches === 1)
  const second = record(capture, 1)
  await until(() => second.length === 1)
  expect(second).toEqual(['spool'])
  expect(store.writes).toHaveLength(1)
})

test('what the journal has is not written again by the batch that failed', async () => {
  const store = makeStore()
  const capture = makeCapture(store, { spool: makeSpool().spool })
  const answers = record(capture, 2)
  await until(() => store.writes.length === 1)
  store.writes[0]?.fail()
  await until(() => answers.length === 2)
  capture.databaseAnswered(1)
  const later = recordOne(capture)
  await until(() => store.writes.length === 2)
  expect(store.writes[1]?.events.map(({ _id }) => _id)).toEqual([later])
})

test('I2: a failed batch is written again with the same ids until it is there', async () => {
  const store = makeStore()
  const capture = makeCapture(store)
  const answers = record(capture, 2)
  for (let n = 0; n < 3; n++) {
    await until(() => store.writes.length === n + 1)
    store.writes[n]?.fail()
  }
  await until(() => store.writes.length === 4)
  store.writes[3]?.acknowledge()
  await until(() => answers.length === 2)
  const ids = store.writes.map(({ events }) => events.map(({ _id }) => _id).join())
  expect(new Set(ids).size).toBe(1)
  expect(capture.stats).toMatchObject({ acknowledged: 2, failures: 3, lost: 0 })
})

test('an event that the database refuses for good is answered unconfirmed; the others are recorded', async () => {
  const store = makeStore()
  const capture = makeCapture(store)
  const answers = record(capture, 3)
  await until(() => store.writes.length === 1)
  store.writes[0]?.acknowledge([{ index: 1, reason: 'too large' }])
  await until(() => answers.length === 3)
  expect(answers.sort()).toEqual(['db', 'db', 'unconfirmed'])
  expect(capture.stats).toMatchObject({ acknowledged: 2, lost: 1, pending: 0, pendingBytes: 0 })
})

test('memory is bounded: what does not fit is answered at once and counted as lost', async () => {
  const store = makeStore()
  const capture = makeCapture(store, { pendingMost: 5 })
  const answers = record(capture, 7)
  expect(answers).toEqual(['unconfirmed', 'unconfirmed'])
  expect(capture.stats).toMatchObject({ pending: 5, lost: 2 })
  const bySize = makeCapture(store, { pendingBytesMost: 3000 })
  expect(record(bySize, 3)).toEqual(['unconfirmed'])
})

test('closing writes what is open, and tells what could not be written', async () => {
  const store = makeStore()
  const capture = makeCapture(store)
  const answers = record(capture, 1)
  const closed = capture.close(5000)
  store.writes[0]?.acknowledge()
  expect(await closed).toBe(0)
  expect(answers).toEqual(['db'])

  const kept = makeSpool()
  const spooling = makeCapture(makeStore(), { spool: kept.spool })
  const late = record(spooling, 2)
  expect(await spooling.close(20)).toBe(0)
  expect(late).toEqual(['spool', 'spool'])
  expect(kept.ids).toHaveLength(2)

  record(capture, 2)
  expect(await capture.close(20)).toBe(2)
  expect(capture.stats.lost).toBe(2)
})

/** Without a journal, and nothing is ever late by the clock, unless the test says otherwise. */
function makeCapture(
  { write }: ReturnType<typeof makeStore>,
  options: Partial<CaptureOptions> = {},
): Capture {
  const spool = () => Promise.reject(new Error('disk full'))
  return new Capture({ write, spool, lateMs: 100_000, spoolLateMs: 100_000, ...options })
}

function makeSpool() {
  const ids: string[] = []
  const spool = async (events: StoredEvent[]) => {
    ids.push(...events.map(({ _id }) => _id))
  }
  return { ids, spool }
}

type Write = { events: StoredEvent[]; acknowledge: (refused?: RefusedRow[]) => void; fail: () => void }

/** A store that answers when the test says so. */
function makeStore() {
  const writes: Write[] = []
  const write = (events: StoredEvent[]) =>
    new Promise<RefusedRow[]>((resolve, reject) => {
      writes.push({
        events,
        acknowledge: (refused = []) => resolve(refused),
        fail: () => reject(new Error('connection lost')),
      })
    })
  return { writes, write }
}

function record(capture: Capture, count: number): Recorded[] {
  const answers: Recorded[] = []
  for (let n = 0; n < count; n++) recordOne(capture, answers)
  return answers
}

function recordOne(capture: Capture, answers: Recorded[] = []): string {
  const event = makeClick()
  capture.record(event, (recorded) => answers.push(recorded))
  return event._id
}
