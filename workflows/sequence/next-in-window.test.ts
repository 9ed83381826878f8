import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { nextInWindow } from './next-in-window'
import type { TimeWindow } from './time-window'

const minute = 60_000
const day = 24 * 60 * minute
const next = (at: string | number, window: TimeWindow, zone: string) =>
  nextInWindow(
    typeof at === 'number' ? Temporal.Instant.fromEpochMilliseconds(at) : Temporal.Instant.from(at),
    window,
    zone,
  )
const text = (...args: Parameters<typeof next>) => next(...args).toString({ smallestUnit: 'minute' })

describe('the next moment in a window', () => {
  const berlin = 'Europe/Berlin'
  const saturday = '2026-03-28T12:00Z'
  const october = '2026-10-24T12:00Z'

  it.each([
    ['begins in the hour that is skipped', saturday, { from: '02:30', to: '04:00' }, '2026-03-29T01:00Z'],
    ['is skipped as a whole', saturday, { from: '02:15', to: '02:45' }, '2026-03-29T01:00Z'],
    ['ends in the hour that is skipped', saturday, { from: '01:30', to: '02:30' }, '2026-03-29T00:30Z'],
    ['begins in the hour shown twice', october, { from: '02:30', to: '04:00' }, '2026-10-25T00:30Z'],
    ['was over and is shown again', '2026-10-25T00:45Z', { from: '01:30', to: '02:30' }, '2026-10-25T01:00Z'],
    ['goes over midnight', '2026-03-25T12:00Z', { from: '22:00', to: '06:00' }, '2026-03-25T21:00Z'],
  ])('of one that %s', (_which, at, window, expected) => {
    expect(text(at, window, berlin)).toBe(expected)
  })

  it('over midnight, the weekday is the one on which it opens', () => {
    const mondayNights = { weekdays: [1], from: '22:00', to: '06:00' }
    expect(text('2026-03-03T03:00Z', mondayNights, 'UTC')).toBe('2026-03-03T03:00Z')
    expect(text('2026-03-03T06:00Z', mondayNights, 'UTC')).toBe('2026-03-09T22:00Z')
  })

  it('equal ends are the whole of the day', () => {
    const weekend = { weekdays: [6, 7], from: '00:00', to: '00:00' }
    expect(text('2026-03-04T10:00Z', weekend, 'UTC')).toBe('2026-03-07T00:00Z')
    expect(text('2026-03-08T23:59Z', weekend, 'UTC')).toBe('2026-03-08T23:59Z')
  })

  it('in every time zone there is, around every change of clocks: inside, not before, and none sooner', {
    timeout: 120_000,
  }, () => {
    let checked = 0
    const seen = new Set<string>()
    for (const zone of Intl.supportedValuesOf('timeZone'))
      for (const change of changesIn(zone)) {
        // Many time zones share their rules: the first of them is asked everything, the others once.
        const isFirst = !seen.has(JSON.stringify(change))
        seen.add(JSON.stringify(change))
        for (const window of isFirst ? windowsAround(change) : windowsAround(change).slice(0, 1))
          for (const hours of isFirst ? [-30, -1, -0.25, 0, 0.2, 26] : [-30]) {
            const at = change.at + hours * 60 * minute
            const end = next(at, window, zone).epochMilliseconds
            const isInside = oracle(change, window)
            const facts = `${zone} ${JSON.stringify(window)} at ${new Date(at).toISOString()}: ${new Date(end).toISOString()}`
            if (end < at) throw new Error(`before now: ${facts}`)
            if (!isInside(end)) throw new Error(`outside: ${facts}`)
            if (end > at && isInside(end - 1)) throw new Error(`a moment late: ${facts}`)
            for (let sooner = at; sooner < end; sooner += 15 * minute)
              if (isInside(sooner)) throw new Error(`${new Date(sooner).toISOString()} was sooner: ${facts}`)
            checked += 1
          }
      }
    expect(checked).toBeGreaterThan(2000)
  })
})

/** One change of clocks: the instant, and the offsets before and after it, in milliseconds. */
type Change = { at: number; before: number; after: number }

/** The changes of two years; for a time zone without any, some instant. */
function changesIn(zone: string): Change[] {
  const changes: Change[] = []
  let at = Temporal.Instant.from('2026-01-01T00:00Z').toZonedDateTimeISO(zone)
  for (;;) {
    const change = at.getTimeZoneTransition('next')
    if (!change || change.year > 2026) break
    const before = change.subtract({ seconds: 1 }).offsetNanoseconds / 1e6
    const offsets = { before, after: change.offsetNanoseconds / 1e6 }
    if (offsets.before !== offsets.after) changes.push({ at: change.epochMilliseconds, ...offsets })
    at = change
  }
  const offset = at.offsetNanoseconds / 1e6
  return changes.length ? changes : [{ at: Date.UTC(2026, 5, 1), before: offset, after: offset }]
}

/** Office hours, a night, and windows that begin, end and lie in the time that is skipped or shown twice. */
function windowsAround({ at, before, after }: Change): TimeWindow[] {
  const low = at + Math.min(before, after)
  const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16)
  return [
    { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' },
    { from: '22:00', to: '06:00' },
    { from: clock(low + 5 * minute), to: clock(low + 20 * minute) },
    { from: clock(low - 20 * minute), to: clock(low + 10 * minute) },
    { from: clock(low + 20 * minute), to: clock(low + 90 * minute) },
    { weekdays: [new Date(low).getUTCDay() || 7], from: clock(low), to: clock(low + 15 * minute) },
  ]
}

/** The same question answered with arithmetic alone. */
function oracle({ at, before, after }: Change, { weekdays, from, to }: TimeWindow) {
  const opens = minutesOf(from)
  const closes = minutesOf(to) <= opens ? minutesOf(to) + day : minutesOf(to)
  const isAllowed = (midnight: number) =>
    !weekdays?.length || weekdays.includes(new Date(midnight).getUTCDay() || 7)
  return (instant: number): boolean => {
    const local = instant + (instant < at ? before : after)
    const today = Math.floor(local / day) * day
    const isShown = [today - day, today].some(
      (midnight) => isAllowed(midnight) && local >= midnight + opens && local < midnight + closes,
    )
    const isSkipped = [today - day, today].some(
      (midnight) => isAllowed(midnight) && at + before <= midnight + opens && midnight + closes <= at + after,
    )
    return isShown || (instant === at && isSkipped)
  }
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return (hours * 60 + minutes) * minute
}
