import { now } from '../jobs/clock'
import {
  cancelledNotApplied,
  effectsPlanned,
  effectsSettled,
  guardsBelong,
  scoresAddUp,
} from './invariants/effects'
import { type Expected, readFacts, type Violation } from './invariants/facts'
import { criteriaRecomputable, executedAsPublished, onePlanPerEvent, plansInOrder } from './invariants/plans'
import { nothingStuck, oneWinner, runsAsPlanned, waitsEndOnce } from './invariants/runs'

/**
 * Reads the whole database and says which guarantees do not hold in it, whatever was done to get there.
 *
 * @param expected by default: everything is at rest, every score began at 0, and events may have arrived late
 */
export async function checkInvariants(expected: Partial<Expected> = {}): Promise<Violation[]> {
  const facts = await readFacts()
  const given = { isAtRest: true, scoreAtStart: () => 0, isInOrder: false, now: now(), ...expected }
  return checks.flatMap((check) => check(facts, given))
}

const checks = [
  plansInOrder,
  criteriaRecomputable,
  onePlanPerEvent,
  executedAsPublished,
  effectsSettled,
  guardsBelong,
  scoresAddUp,
  effectsPlanned,
  oneWinner,
  waitsEndOnce,
  cancelledNotApplied,
  runsAsPlanned,
  nothingStuck,
]
