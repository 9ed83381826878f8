import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { setClock } from '../jobs/clock'
import { defaultSettings, type Settings, settingsSchema } from '../settings/settings'
import { useTestDatabase } from '../testing/database'
import { makeClientAddress } from '../tracking/client-address'
import { countInWindow, countInWindows } from './count-in-windows'
import type { CountedEvent } from './counted-event'
import { SpamCounters } from './spam-window'
import { sweepSpamWindows } from './sweep-spam-windows'

useTestDatabase()
afterEach(() => setClock(null))

const t0 = Date.parse('2026-03-01T10:00:00Z')
const event = (id: string, seconds: number, more: Partial<CountedEvent> = {}): CountedEvent => ({
  id,
  at: new Date(t0 + seconds * 1000),
  channel: 'clicks',
  host: { kind: 'link', id: 'offer' },
  who: 'ada',
  ip: '192.0.2.1',
  ...more,
})
const clicks = (count: number, more: Partial<CountedEvent> = {}) =>
  Array.from({ length: count }, (_, index) => event(`e${index + 1}`, index, more))

async function count(events: CountedEvent[], settings: Pick<Settings, 'spam'> = defaultSettings) {
  const counts = await countInWindows(events, settings)
  return events.map(({ id }) => counts.get(id))
}
const suppressed = async (events: CountedEvent[], settings?: Pick<Settings, 'spam'>) =>
  (await count(events, settings)).map((found) => found?.isSuppressed)
const numbers = async (events: CountedEvent[]) => (await count(events)).map((found) => found?.n)

describe('?1: the limit', () => {
  test('IR-21, IR-19: clicks four and five run, six does not; five marks the key', async () => {
    const found = await count(clicks(7))
    expect(found.map((each) => each?.isSuppressed)).toEqual([false, false, false, false, false, true, true])
    expect(found.map((each) => each?.isMarked)).toEqual([false, false, false, false, true, true, true])
    expect(found[5]).toEqual({
      n: 6,
      limit: 5,
      windowStart: new Date(t0),
      isSuppressed: true,
      isMarked: true,
    })
  })

  test('IF-12, IR-20: of forms, four are processed and five is not', async () => {
    const found = await count(clicks(6, { channel: 'forms' }))
    expect(found.map((each) => each?.isSuppressed)).toEqual([false, false, false, false, true, true])
    expect(found[4]).toMatchObject({ n: 5, isMarked: true })
  })

  test('IR-22, IF-12: a submission is counted by itself, so that the fifth can be refused at once', async () => {
    const answers = []
    for (const submission of clicks(6, { channel: 'forms' }))
      answers.push(await countInWindow(submission, defaultSettings))
    expect(answers.map(({ n, isSuppressed }) => [n, isSuppressed])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, false],
      [5, true],
      [6, true],
    ])
  })

  test('limit, window and comparator are settings', async () => {
    const settings = settingsSchema.parse({
      spam: { clicks: { comparator: 'from', limit: 2, windowSeconds: 10 } },
    })
    expect(await suppressed([event('a', 0), event('b', 9.999), event('c', 10)], settings)).toEqual([
      false,
      true,
      false,
    ])
  })

  test('a window keeps the policy it was opened with', async () => {
    await count(clicks(5))
    const strict = settingsSchema.parse({
      spam: { clicks: { comparator: 'after', limit: 1, windowSeconds: 300 } },
    })
    expect(await suppressed([...clicks(5), event('e6', 5)], strict)).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
    ])
    expect(await suppressed([event('f1', 400), event('f2', 401)], strict)).toEqual([false, true])
  })
})

describe('?3: the window', () => {
  test('reaches from its first event to 299.999 seconds after it; at 300.000 the next one begins', async () => {
    expect(
      await numbers([
        event('a', 0),
        event('b', 299.999),
        event('c', 300),
        event('d', 599.999),
        event('e', 600),
      ]),
    ).toEqual([1, 2, 1, 2, 1])
  })

  test('is anchored at the first event, so it does not slide with the later ones', async () => {
    const slow = [0, 100, 200, 290, 295].map((seconds) => event(`s${seconds}`, seconds))
    expect(await numbers([...slow, event('six', 299), event('next', 301)])).toEqual([1, 2, 3, 4, 5, 6, 1])
  })

  test('forms use the same window', async () => {
    const form = { channel: 'forms' as const }
    expect(await numbers([event('a', 0, form), event('b', 299.999, form), event('c', 300, form)])).toEqual([
      1, 2, 1,
    ])
  })

  test('I16: an event that comes late is counted where it happened', async () => {
    expect(await numbers([event('a', 0), event('b', 310)])).toEqual([1, 1])
    expect(await numbers([event('late', 299)]), 'in the first').toEqual([2])
    expect(await numbers([event('between', 305)]), 'so close before one that both are in it').toEqual([2])
    expect(await numbers([event('early', -400)]), 'long before: its own').toEqual([1])
  })
})

describe('?4, ?23: the key', () => {
  test.each(['link', 'file', 'message'])(
    'IR-24: what happens on a %s is counted like clicks',
    async (kind) => {
      const host = { kind, id: 'host' }
      expect(await suppressed(clicks(7, { host }))).toEqual([false, false, false, false, false, true, true])
      expect(await suppressed([event('other', 8, { host: { kind, id: 'another' } })])).toEqual([false])
    },
  )

  test('another link, prospect or address is counted apart', async () => {
    await count(clicks(5))
    expect(
      await suppressed([
        event('link', 6, { host: { kind: 'link', id: 'other' } }),
        event('file', 6, { host: { kind: 'file', id: 'offer' } }),
        event('who', 6, { who: 'bob' }),
        event('ip', 6, { ip: '192.0.2.2' }),
        event('same', 6),
      ]),
    ).toEqual([false, false, false, false, true])
  })

  test('IR-23: nobody is somebody too, also for forms', async () => {
    expect(await suppressed(clicks(6, { who: null }))).toEqual([false, false, false, false, false, true])
    const anonymous = clicks(5, { who: null, channel: 'forms' }).map((each) => ({
      ...each,
      id: `f${each.id}`,
    }))
    expect(await suppressed(anonymous)).toEqual([false, false, false, false, true])
  })

  test('IR-18, IF-12: submissions count by address and person, whatever the form; clicks beside them', async () => {
    const forms = [1, 2, 3, 4, 5].map((n) =>
      event(`f${n}`, n, { channel: 'forms', host: { kind: 'form', id: `form-${n}` } }),
    )
    expect(await suppressed([...forms, event('click', 6)])).toEqual([false, false, false, false, true, false])
  })

  test('I16: X-Forwarded-For makes another key only when a configured proxy wrote it', async () => {
    const from = (proxies: string[], forwarded: string) =>
      makeClientAddress(proxies)({
        headers: { 'x-forwarded-for': forwarded },
        socket: { remoteAddress: '203.0.113.5' },
      } as unknown as Parameters<ReturnType<typeof makeClientAddress>>[0]) // all that it reads of a request
    const forged = [1, 2, 3, 4, 5, 6].map((n) => event(`e${n}`, n, { ip: from([], `10.9.8.${n}`) }))
    expect(await suppressed(forged)).toEqual([false, false, false, false, false, true])
    const behindProxy = [1, 2, 3, 4, 5, 6].map((n) =>
      event(`p${n}`, n, { ip: from(['203.0.113.5'], `10.9.8.${n}`) }),
    )
    expect(await suppressed(behindProxy)).toEqual([false, false, false, false, false, false])
  })

  test('text from outside is only text', async () => {
    const odd = { who: '$ip', host: { kind: 'link', id: '$$ROOT' }, ip: '$who' }
    expect(await numbers([event('$windows', 0, odd), event('b', 1, odd)])).toEqual([1, 2])
    expect(await collectionOf(SpamCounters).findOne({ who: '$ip' })).toMatchObject(odd)
  })
})

describe('I16: the same answer on replay', () => {
  test('counting again, in any batch and order, changes nothing', async () => {
    const events = clicks(7)
    const once = await count(events)
    expect(await count(events.toReversed())).toEqual(once.toReversed())
    expect(await count([event('e3', 2), event('e8', 8)])).toEqual([
      once[2],
      expect.objectContaining({ n: 8 }),
    ])
    expect(await count(events)).toEqual(once)
  })

  test('far beyond the limit the counter does not grow, and everything stays suppressed', async () => {
    const many = Array.from({ length: 150 }, (_, index) => event(`m${index}`, index / 1000))
    const found = await suppressed(many)
    expect(found.filter((each) => !each)).toHaveLength(5)
    expect(await suppressed(many)).toEqual(found)
    const [counter] = await collectionOf(SpamCounters).find().toArray()
    expect(counter?.windows[0]?.ids).toHaveLength(105)
  })

  test('two workers at once: every event has a number of its own, and five run', async () => {
    const events = clicks(12)
    const [left, right, all] = await Promise.all([
      countInWindows(events.slice(0, 6), defaultSettings),
      countInWindows(events.slice(6), defaultSettings),
      countInWindows(events, defaultSettings),
    ])
    const both = new Map([...left, ...right])
    expect([...both.values()].map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(
      events.map((_, index) => index + 1),
    )
    expect([...both.values()].filter(({ isSuppressed }) => !isSuppressed)).toHaveLength(5)
    expect(all).toEqual(both)
  })

  test('for any times, order of arrival and batches: at most the limit in each window, no two windows overlap, none is counted twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(), { minLength: 30, maxLength: 30 }),
        fc.boolean(),
        async (times, shuffle, isInOrder) => {
          await collectionOf(SpamCounters).deleteMany({})
          const events = times.map((seconds, index) => event(`e${index}`, seconds))
          const rank = ({ id }: CountedEvent) => shuffle[Number(id.slice(1))] ?? 0
          const arriving = isInOrder
            ? events.toSorted((a, b) => a.at.getTime() - b.at.getTime())
            : events.toSorted((a, b) => rank(a) - rank(b))
          const half = Math.ceil(arriving.length / 2)
          const first = await count(arriving.slice(0, half))
          const rest = await count(arriving.slice(half))
          const found = [...first, ...rest]
          if (isInOrder) expect(found.map((each) => each?.isSuppressed)).toEqual(oracle(arriving))
          expect(await count(arriving)).toEqual(found)
          const [counter] = await collectionOf(SpamCounters).find().toArray()
          const windows = (counter?.windows ?? []).toSorted((a, b) => a.start.getTime() - b.start.getTime())
          windows.forEach((window, index) => {
            const next = windows[index + 1]
            if (next) expect(window.until.getTime()).toBeLessThanOrEqual(next.start.getTime())
          })
          const ids = windows.flatMap((window) => window.ids)
          expect(ids.toSorted()).toEqual(events.map(({ id }) => id).toSorted())
          const running = arriving.filter((_, index) => !found[index]?.isSuppressed).map(({ id }) => id)
          for (const window of windows)
            expect(window.ids.filter((id) => running.includes(id)).length).toBe(
              Math.min(5, window.ids.length),
            )
        },
      ),
      { numRuns: 40 },
    )
  })
})

/** The rule, told in the simplest way: which of these are too many. */
function oracle(inOrder: CountedEvent[]): boolean[] {
  let start = Number.NEGATIVE_INFINITY
  let n = 0
  return inOrder.map(({ at }) => {
    if (at.getTime() >= start + 300_000) {
      start = at.getTime()
      n = 0
    }
    n += 1
    return n > 5
  })
}

test('windows that are long over are forgotten, others are not', async () => {
  setClock(() => new Date(t0))
  await count([event('a', 0), event('b', 0, { who: 'bob' })])
  expect(await sweepSpamWindows()).toBe(0)
  setClock(() => new Date(t0 + 20 * 3_600_000))
  await count([event('c', 20 * 3_600, { who: 'bob' })])
  setClock(() => new Date(t0 + 25 * 3_600_000))
  expect(await sweepSpamWindows()).toBe(1)
  expect(await collectionOf(SpamCounters).find().toArray()).toMatchObject([{ who: 'bob' }])
})
