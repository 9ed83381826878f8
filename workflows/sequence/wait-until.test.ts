import { describe, expect, it } from 'vitest'
import { definitionFor } from '../catalogue'
import { compile } from '../compile'
import { draw } from '../testing/draw'
import { describeDuration } from './describe-duration'
import { describeWait } from './describe-wait'
import { durationSchema } from './duration-schema'
import { type Wait, waitEndsAt } from './wait-until'

const office = { weekdays: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }
const ends = (wait: Wait, now: string, timezone: string | null) =>
  waitEndsAt(wait, new Date(now), timezone).toISOString().replace(':00.000Z', 'Z')
const config = definitionFor('wait')?.config
const problemOf = (value: unknown) => config?.strict().safeParse(value).error?.issues[0]?.message

describe('a wait', () => {
  it('counts calendar days in the time zone of the prospect, so nine o’clock stays nine o’clock over a clock change', () => {
    const saturdayNine = '2026-10-24T07:00:00Z' // 09:00 in Berlin, summer time
    expect(ends({ for: 'P1D' }, saturdayNine, 'Europe/Berlin')).toBe('2026-10-25T08:00Z')
    expect(ends({ for: 'PT24H' }, saturdayNine, 'Europe/Berlin')).toBe('2026-10-25T07:00Z')
  })

  it.each([
    ['Europe/Berlin', '2026-03-28T08:00Z', '2026-03-29T07:00Z'],
    ['Europe/Berlin', '2026-10-24T07:00Z', '2026-10-25T08:00Z'],
    ['Europe/London', '2026-03-28T09:00Z', '2026-03-29T08:00Z'],
    ['Europe/London', '2026-10-24T08:00Z', '2026-10-25T09:00Z'],
    ['America/New_York', '2026-03-07T14:00Z', '2026-03-08T13:00Z'],
    ['America/New_York', '2026-10-31T13:00Z', '2026-11-01T14:00Z'],
    ['America/St_Johns', '2026-03-07T12:30Z', '2026-03-08T11:30Z'],
    ['America/St_Johns', '2026-10-31T11:30Z', '2026-11-01T12:30Z'],
    ['America/Santiago', '2026-09-05T13:00Z', '2026-09-06T12:00Z'],
    ['America/Santiago', '2026-04-04T12:00Z', '2026-04-05T13:00Z'],
    ['Australia/Sydney', '2026-10-02T23:00Z', '2026-10-03T22:00Z'],
    ['Australia/Sydney', '2026-04-03T22:00Z', '2026-04-04T23:00Z'],
    ['Australia/Adelaide', '2026-10-02T23:30Z', '2026-10-03T22:30Z'],
    ['Australia/Adelaide', '2026-04-03T22:30Z', '2026-04-04T23:30Z'],
    ['Australia/Lord_Howe', '2026-10-02T22:30Z', '2026-10-03T22:00Z'], // changes by half an hour
    ['Australia/Lord_Howe', '2026-04-03T22:00Z', '2026-04-04T22:30Z'],
    ['Africa/Cairo', '2026-04-23T07:00Z', '2026-04-24T06:00Z'], // changes at midnight
    ['Africa/Cairo', '2026-10-29T06:00Z', '2026-10-30T07:00Z'],
    ['Asia/Kolkata', '2026-03-28T03:30Z', '2026-03-29T03:30Z'], // never changes, and is half an hour off
  ])('in %s a day from 09:00 (%s) ends at 09:00 of the next day', (zone, now, end) => {
    expect(ends({ for: 'P1D' }, now, zone)).toBe(end)
    expect(ends({ for: 'PT2H', window: { from: '09:00', to: '10:00' } }, now, zone)).toBe(end)
  })

  it('counts months and years as calendars do: month ends stay month ends, leap days too', () => {
    expect(ends({ for: 'P1M' }, '2026-01-31T08:00Z', 'Europe/Berlin')).toBe('2026-02-28T08:00Z')
    expect(ends({ for: 'P1M' }, '2028-01-31T08:00Z', 'Europe/Berlin')).toBe('2028-02-29T08:00Z')
    expect(ends({ for: 'P1Y' }, '2028-02-29T08:00Z', 'Europe/Berlin')).toBe('2029-02-28T08:00Z')
    expect(ends({ for: 'P18M' }, '2026-01-15T08:00Z', 'Europe/Berlin')).toBe('2027-07-15T07:00Z')
  })

  it('crosses the date line with Apia, which left out 30 December 2011', () => {
    const thursday = '2011-12-29T19:00Z' // 09:00 on the 29th
    expect(ends({ for: 'P1D' }, thursday, 'Pacific/Apia')).toBe('2011-12-30T19:00Z')
    expect(ends({ for: { until: '2011-12-30T12:00' } }, thursday, 'Pacific/Apia')).toBe('2011-12-30T10:00Z')
    const fridays = { weekdays: [5], from: '09:00', to: '17:00' }
    expect(ends({ for: 'PT0S', window: fridays }, thursday, 'Pacific/Apia')).toBe('2012-01-05T19:00Z')
  })

  it('counts in UTC when the time zone is missing or nonsense', () => {
    const now = '2026-10-24T07:00Z'
    expect(ends({ for: 'P1M' }, now, null)).toBe('2026-11-24T07:00Z')
    expect(ends({ for: 'P1D' }, now, 'Mars/Olympus')).toBe('2026-10-25T07:00Z')
    expect(ends({ for: 'PT0S', window: office }, now, 'Mars/Olympus')).toBe('2026-10-26T09:00Z')
  })

  it('until a date is over at that time of the prospect; a date that has passed is over at once', () => {
    const now = '2026-03-01T12:00Z'
    const until = (local: string, zone: string) => ends({ for: { until: local } }, now, zone)
    expect(until('2026-12-24T09:00', 'America/New_York')).toBe('2026-12-24T14:00Z')
    expect(until('2026-02-28T09:00', 'America/New_York')).toBe(now)
    expect(until('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:00Z') // skipped: 03:00 is the next
    expect(until('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30Z') // shown twice: the earlier
  })

  it('ends at once inside of the window, else at its next opening', () => {
    const window = office
    expect(ends({ for: 'P3D', window }, '2026-03-02T10:00Z', 'UTC')).toBe('2026-03-05T10:00Z')
    expect(ends({ for: 'P3D', window }, '2026-03-03T18:00Z', 'UTC')).toBe('2026-03-09T09:00Z') // from Friday evening
    expect(ends({ for: 'PT0S', window }, '2026-03-02T17:00Z', 'UTC')).toBe('2026-03-03T09:00Z') // its end is outside
    expect(ends({ for: { until: '2026-03-07T12:00' }, window }, '2026-03-02T10:00Z', 'UTC')).toBe(
      '2026-03-09T09:00Z',
    )
  })

  it.each(['', 'soon', 'P0D', 'PT0S', '-P1D', '3 days', { until: '2026-02-30T09:00' }, { until: '' }, null])(
    'refuses %j alone, and says what to enter',
    (value) => {
      expect(problemOf({ for: value })).toMatch(/^Enter /)
    },
  )

  it('takes nothing but a window, and refuses hours that are none', () => {
    expect(problemOf({ for: 'PT0S', window: office })).toBeUndefined()
    expect(problemOf({ for: 'P3D' })).toBeUndefined() // as it was drawn before there were windows
    expect(problemOf({ for: 'P1D', window: { from: '9:00', to: '24:00' } })).toMatch(/^Enter a time/)
    expect(problemOf({ for: 'P1D', window: { ...office, weekdays: [0] } })).toBeTruthy()
    expect(durationSchema.safeParse('PT0S').success).toBe(false)
  })

  it('lets nothing go round for ever: a window or a date alone is no wait that ends a cycle', () => {
    const codes = (waitConfig: Record<string, unknown>) =>
      compile(
        draw(
          {
            start: { type: 'enrolled' },
            tag: { type: 'add-tags', config: { tags: ['a'] } },
            pause: { type: 'wait', config: waitConfig },
          },
          ['start -> tag', 'tag -> pause', 'pause -> tag'],
        ),
      ).problems.map(({ code }) => code)
    expect(codes({ for: 'P1D' })).toEqual([])
    expect(codes({ for: 'PT0S', window: office })).toEqual(['cycle'])
    expect(codes({ for: { until: '2026-01-01T09:00' } })).toEqual(['cycle'])
  })

  it('reads well', () => {
    expect(describeDuration('P3DT1H')).toBe('3 days and 1 hour')
    expect(describeDuration('nonsense')).toBe('nonsense')
    expect(describeWait({ for: 'P3D', window: office })).toBe('Waits 3 days, then until Mon–Fri 09:00–17:00')
    expect(describeWait({ for: 'PT0S', window: { ...office, weekdays: [2, 4] } })).toBe(
      'Waits until Tue and Thu 09:00–17:00',
    )
    expect(describeWait({ for: { until: '2026-12-24T09:00' } })).toBe('Waits until Dec 24, 2026, 09:00')
    expect(describeWait({ for: 'PT0S', window: { from: '00:00', to: '00:00', weekdays: [6, 7] } })).toBe(
      'Waits until Sat and Sun',
    )
  })
})
