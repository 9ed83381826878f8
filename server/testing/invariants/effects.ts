import type { StoredEffect } from '@/server/effects/stored-effect'
import { groupBy } from '@/server/group-by'
import type { Merge } from '@/server/prospects/merge/merge'
import { combine } from '@/workflows/combine-prospects'
import type { Expected, Facts, Violation } from './facts'

/** I11: at rest nothing is due; what is done says so, and what is not done says why. */
export function effectsSettled({ effects }: Facts, { isAtRest }: Expected): Violation[] {
  return [...effects.values()].flatMap((effect) => {
    const { _id, state, reason } = effect
    if (state === 'due') return isAtRest ? [violation('I11', `effect ${_id} is still due`)] : []
    const isDone = state === 'done'
    if (isDone !== (effect.doneAt !== null))
      return [violation('I11', `effect ${_id} is ${state}, doneAt is not`)]
    return isDone || reason ? [] : [violation('I11', `effect ${_id} is ${state} without a reason`)]
  })
}

/** I11: a guard belongs to an effect of the same prospect that was applied. */
export function guardsBelong({ prospects, effects }: Facts, { isAtRest }: Expected): Violation[] {
  return [...prospects.values()].flatMap(({ _id, fx }) => {
    const isOdd = (id: string) => {
      const effect = effects.get(id)
      return effect ? effect.prospectId !== _id || ['cancelled', 'skipped'].includes(effect.state) : isAtRest
    }
    const doubled =
      fx.length > new Set(fx).size ? [violation('I11', `prospect ${_id} has a guard twice`)] : []
    return [...doubled, ...fx.filter(isOdd).map((id) => violation('I11', `prospect ${_id} has guard ${id}`))]
  })
}

/**
 * I12: the score is where it began plus what its effects say, and what merges gave that were not taken back. It holds
 * for those who were taken in, too, as they were at that moment.
 */
export function scoresAddUp(
  { prospects, effects, merges }: Facts,
  { scoreAtStart, isAtRest }: Expected,
): Violation[] {
  if (!isAtRest) return []
  const done = [...effects.values()].filter(({ kind, state }) => kind === 'score.adjust' && state === 'done')
  const byProspect = groupBy(done, ({ prospectId }) => prospectId)
  const inForce = merges.filter(({ state }) => state === 'merged')
  const given = groupBy(inForce, ({ into }) => into)
  const takenIn = inForce.flatMap(({ copy }) => copy ?? [])
  return [...prospects.values(), ...takenIn].flatMap(({ _id, score }) => {
    const changes = (byProspect.get(_id) ?? []).reduce((sum, { payload }) => sum + Number(payload.by), 0)
    const merged = (given.get(_id) ?? []).reduce((sum, merge) => sum + scoreGiven(merge), 0)
    const expected = scoreAtStart(_id) + changes + merged
    return score === expected ? [] : [violation('I12', `the score of ${_id} is ${score}, not ${expected}`)]
  })
}

function scoreGiven({ before, copy, choices }: Merge): number {
  return before && copy ? combine(before, copy, choices).score - before.score : 0
}

/** I14: every effect belongs to a plan, and of a settled plan every action has its effect. */
export function effectsPlanned({ plans, effects }: Facts): Violation[] {
  const planned = new Map(
    plans.flatMap((plan) =>
      plan.runs.flatMap((run) => run.effects.map((effect) => [effect.id, { plan, run, effect }] as const)),
    ),
  )
  const isAsPlanned = ({ _id, planId, runId, kind }: StoredEffect) => {
    const found = planned.get(_id)
    return found?.plan._id === planId && found.run.runId === runId && found.effect.kind === kind
  }
  const strange = [...effects.values()].filter((effect) => !isAsPlanned(effect))
  const missing = [...planned].filter(([id, { plan }]) => plan.settled && !effects.has(id))
  return [
    ...strange.map(({ _id }) => violation('I14', `effect ${_id} is in no plan`)),
    ...missing.map(([id, { plan }]) => violation('I14', `effect ${id} of plan ${plan._id} is missing`)),
  ]
}

/** I20: cancelled means not applied. */
export function cancelledNotApplied({ effects, prospects }: Facts): Violation[] {
  return [...effects.values()]
    .filter(({ state }) => state === 'cancelled')
    .filter(({ _id, doneAt, prospectId }) => doneAt || prospects.get(prospectId)?.fx.includes(_id))
    .map(({ _id }) => violation('I20', `effect ${_id} is cancelled, and was applied`))
}

function violation(invariant: string, message: string): Violation {
  return { invariant, message }
}
