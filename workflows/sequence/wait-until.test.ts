import { describe, expect, it } from 'vitest'
import { describeDuration } from './describe-duration'
import { waitEndsAt, waitUntilSchema } from './wait-until'

describe('a wait', () => {
  it('counts calendar days in the time zone of the prospect, so nine o’clock stays nine o’clock over a clock change', () => {
    const saturdayNine = new Date('2026-10-24T07:00:00Z') // 09:00 in Berlin, summer time
    expect(waitEndsAt('P1D', saturdayNine, 'Europe/Berlin').toISOString()).toBe('2026-10-25T08:00:00.000Z')
    expect(waitEndsAt('PT24H', saturdayNine, 'Europe/Berlin').toISOString()).toBe('2026-10-25T07:00:00.000Z')
  })

  it('counts in UTC when the time zone is missing or nonsense', () => {
    const now = new Date('2026-10-24T07:00:00Z')
    expect(waitEndsAt('P1M', now, null).toISOString()).toBe('2026-11-24T07:00:00.000Z')
    expect(waitEndsAt('P1D', now, 'Mars/Olympus').toISOString()).toBe('2026-10-25T07:00:00.000Z')
  })

  it.each(['', 'soon', 'P0D', '-P1D', '3 days'])('refuses “%s”', (text) => {
    expect(waitUntilSchema.safeParse(text).success).toBe(false)
  })

  it('reads well', () => {
    expect(describeDuration('P3DT1H')).toBe('3 days and 1 hour')
    expect(describeDuration('nonsense')).toBe('nonsense')
  })
})
