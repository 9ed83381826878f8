import { describe, expect, test } from 'vitest'
import { explore } from './testing/explore'
import * as claimed from './testing/guarded-update-model'
import * as settled from './testing/settled-plan-model'

const CRASHES = 2

function exploreClaimed(changes: Partial<claimed.Protection> = {}) {
  const protection = { ...claimed.asBuilt, ...changes }
  return explore({
    start: claimed.startState(CRASHES),
    steps: claimed.stepsOf(protection),
    wrongWith: claimed.wrongWith(protection),
  })
}

function exploreSettled(changes: Partial<settled.Protection> = {}) {
  const protection = { ...settled.asBuilt, ...changes }
  return explore({
    start: settled.startState(CRASHES),
    steps: settled.stepsOf(protection),
    wrongWith: settled.wrongWith(protection),
  })
}

describe('an effect that is claimed, applied and marked done by two workers, with two crashes and any sleep between', () => {
  test('I11, I13: whatever the order, it is applied at most once, and once in the end', () => {
    const { states, failure } = exploreClaimed()
    expect(failure).toBeNull()
    expect(states).toBeGreaterThan(10_000)
  })

  // The grace and the length of the guard are margin beside these: leaving out one of them alone breaks nothing here.
  test.each<[string, Partial<claimed.Protection>, RegExp]>([
    ['the queue’s lock alone', { hasGuard: false, hasLeaseInFilter: false }, /^applied/],
    ['the lease alone', { hasGuard: false }, /^applied/],
    ['a guard that is pulled at once', { guardedFor: -Infinity }, /^applied twice/],
    ['a guard without the fence on done', { hasFence: false }, /^applied twice/],
    ['no lease in the filter', { hasLeaseInFilter: false }, /^applied twice/],
    ['“matched nothing” taken for done', { readsWhenUnmatched: false }, /^done, but never applied/],
  ])(
    '%s is not enough',
    (_, changes, wrong) => {
      expect(exploreClaimed(changes).failure).toMatchObject({ wrong: expect.stringMatching(wrong) })
    },
    120_000,
  )
})

describe('an effect that is applied while its plan is settled, and stored afterwards', () => {
  test('I11: whatever the order of two workers, two crashes and any sleep, it is applied at most once, and once in the end', () => {
    const { states, failure } = exploreSettled()
    expect(failure).toBeNull()
    expect(states).toBeGreaterThan(50_000)
  })

  test.each<[string, Partial<settled.Protection>, RegExp]>([
    ['the lane’s lock alone', { hasGuard: false, hasLeaseInFilter: false }, /^applied/],
    ['the lease alone', { hasGuard: false }, /^applied/],
    ['no lease in the filter', { hasLeaseInFilter: false }, /^applied twice/],
    ['“matched nothing” taken for done', { readsWhenUnmatched: false }, /^settled, but never applied/],
    ['storing it first', { storesAfterwards: false }, /^applied 0 times/],
    [
      'a guard that counts from the lease under which it was applied',
      { looksTwice: false },
      /^applied twice/,
    ],
  ])(
    '%s is not enough',
    (_, changes, wrong) => {
      expect(exploreSettled(changes).failure).toMatchObject({ wrong: expect.stringMatching(wrong) })
    },
    120_000,
  )
})
