import { isDeepStrictEqual } from 'node:util'
import type { RunState } from '@/workflows/run-state'
import type { Expected, Facts, Violation } from './facts'
import { runHistories } from './run-histories'

/** Every run stands where its last plan left it, and starts once. */
export function runsAsPlanned(facts: Facts, { isAtRest }: Expected): Violation[] {
  if (!isAtRest) return []
  const { plans, runs } = facts
  const histories = runHistories(facts)
  const odd = histories.filter(({ runId, isMoved, history }) => {
    const last = history.at(-1)
    const stored = runs.get(runId)
    // A run that was moved has a number of its new prospect's plans, until the next one that changes it.
    const isNumbered = isMoved || stored?.planSeq === last?.plan.seq
    return !isNumbered || !isDeepStrictEqual(stored?.state, last?.run.state)
  })
  const planned = new Set(histories.map(({ runId }) => runId))
  const unplanned = [...runs.keys()].filter((id) => !planned.has(id))
  const started = plans.flatMap((plan) => plan.runs.filter(({ isNew }) => isNew).map(({ runId }) => runId))
  return [
    ...odd.map(({ runId }) => violation('I9', `run ${runId} is not where its last plan left it`)),
    ...unplanned.map((id) => violation('I9', `run ${id} is in no plan`)),
    ...(new Set(started).size < started.length ? [violation('I9', 'a run was started twice')] : []),
  ]
}

/** I17: only an awaited goal is reached, so one of a group wins; and no step of a sequence comes after it was stopped. */
export function oneWinner(facts: Facts): Violation[] {
  return runHistories(facts).flatMap(({ runId, history }) =>
    history.flatMap(({ run }, index) => {
      const before = history[index - 1]?.run.state
      const awaited = new Set(before?.awaiting.map(({ goalId }) => goalId))
      const sequences: RunState['sequences'] = { ...before?.sequences }
      return run.steps.flatMap(({ nodeId, stepId, outcome }) => {
        if (outcome === 'awaiting') awaited.add(nodeId)
        if (outcome === 'entered') sequences[nodeId] = 'running'
        if (outcome === 'stopped') sequences[nodeId] = 'stopped'
        if (stepId !== null && outcome !== 'returned' && sequences[nodeId] === 'stopped')
          return [violation('I17', `run ${runId}: step ${stepId} came after its sequence was stopped`)]
        const isUnasked = outcome === 'reached' && !run.isNew && !awaited.has(nodeId)
        if (outcome === 'reached' || outcome === 'withdrawn') awaited.delete(nodeId)
        return isUnasked ? [violation('I17', `run ${runId}: goal ${nodeId} was reached unasked`)] : []
      })
    }),
  )
}

/** I18: a wait is over once, and none is forgotten. */
export function waitsEndOnce(facts: Facts, { isAtRest, now }: Expected & { now: Date }): Violation[] {
  const resumed = [...facts.events.values()].flatMap(({ _id, payload, outcome }) =>
    payload.kind === 'timer.elapsed' && !outcome ? [[`${payload.runId} ${payload.entry}`, _id] as const] : [],
  )
  const seen = new Set<string>()
  const twice = resumed.filter(([wait]) => seen.has(wait) || !seen.add(wait))
  const forgotten = isAtRest
    ? [...facts.runs.values()].filter(({ state }) => state.timers.some(({ endsAt }) => endsAt <= now))
    : []
  return [
    ...twice.map(([wait]) => violation('I18', `wait ${wait} was over twice`)),
    ...forgotten.map(({ _id }) => violation('I18', `run ${_id} was not woken`)),
  ]
}

/** At rest nothing waits for a worker. */
export function nothingStuck({ events, plans, packed }: Facts, { isAtRest }: Expected): Violation[] {
  if (!isAtRest) return []
  const waiting = [...events.values()].filter(({ state }) => state === 'new')
  const open = plans.filter(({ settled }) => !settled)
  return [
    ...waiting.map(({ _id }) => violation('stuck', `event ${_id} is still new`)),
    ...open.map(({ _id }) => violation('stuck', `plan ${_id} is not settled`)),
    ...(packed ? [violation('stuck', `${packed} documents of events are still packed`)] : []),
  ]
}

function violation(invariant: string, message: string): Violation {
  return { invariant, message }
}
