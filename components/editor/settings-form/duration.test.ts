import fc from 'fast-check'
import { expect, test } from 'vitest'
import { durationUnits, fromIsoDuration, toIsoDuration } from './duration'

test.each([
  ['PT30M', { amount: 30, unit: 'minutes' }],
  ['PT2H', { amount: 2, unit: 'hours' }],
  ['P3D', { amount: 3, unit: 'days' }],
  ['P2W', { amount: 2, unit: 'weeks' }],
  ['P1M', { amount: 1, unit: 'months' }],
])('%s reads as amount and unit', (iso, simple) => {
  expect(fromIsoDuration(iso)).toEqual(simple)
})

test.each(['P3DT2H', '', 'P', 'soon', 'P1.5D', 'PT1H30M'])('“%s” is not one amount of one unit', (iso) => {
  expect(fromIsoDuration(iso)).toBeNull()
})

test('every amount of every unit comes back from its ISO text', () => {
  const simple = fc.record({ amount: fc.nat({ max: 999_999 }), unit: fc.constantFrom(...durationUnits) })
  fc.assert(
    fc.property(simple, (wait) => {
      expect(fromIsoDuration(toIsoDuration(wait))).toEqual(wait)
    }),
  )
})
