import { isDeepStrictEqual } from 'node:util'
import type { PlannedRun } from '@/server/runs/plan'
import type { RunState } from '@/workflows/run-state'
import type { Expected, Facts, Violation } from './facts'

/** Every run stands where its last plan left it, and starts once. */
export function runsAsPlanned({ plans, runs }: Facts, { isAtRest }: Expected): Violation[] {
  if (!isAtRest) return []
  const last = new Map(plans.flatMap((plan) => plan.runs.map((run) => [run.runId, { plan, run }] as const)))
  const odd = [...last].filter(([id, { plan, run }]) => {
    const stored = runs.get(id)
    return stored?.planSeq !== plan.seq || !isDeepStrictEqual(stored.state, run.state)
  })
  const unplanned = [...runs.keys()].filter((id) => !last.has(id))
  const started = plans.flatMap((plan) => plan.runs.filter(({ isNew }) => isNew).map(({ runId }) => runId))
  return [
    ...odd.map(([id]) => violation('I9', `run ${id} is not where its last plan left it`)),
    ...unplanned.map((id) => violation('I9', `run ${id} is in no plan`)),
    ...(new Set(started).size < started.length ? [violation('I9', 'a run was started twice')] : []),
  ]
}

/** I17: only an awaited goal is reached, so one of a group wins; and no step of a sequence comes after it was stopped. */
export function oneWinner(facts: Facts): Violation[] {
  return eachHistory(facts).flatMap(({ runId, history }) =>
    history.flatMap((run, index) => {
      const awaited = new Set(history[index - 1]?.state.awaiting.map(({ goalId }) => goalId))
      const sequences: RunState['sequences'] = { ...history[index - 1]?.state.sequences }
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
export function nothingStuck({ events, plans }: Facts, { isAtRest }: Expected): Violation[] {
  if (!isAtRest) return []
  const waiting = [...events.values()].filter(({ state }) => state === 'new')
  const open = plans.filter(({ settled }) => !settled)
  return [
    ...waiting.map(({ _id }) => violation('stuck', `event ${_id} is still new`)),
    ...open.map(({ _id }) => violation('stuck', `plan ${_id} is not settled`)),
  ]
}

function eachHistory({ plansByProspect }: Facts): { runId: string; history: PlannedRun[] }[] {
  return [...plansByProspect.values()].flatMap((plans) => {
    const byRun = new Map<string, PlannedRun[]>()
    for (const run of plans.flatMap(({ runs }) => runs))
      byRun.set(run.runId, [...(byRun.get(run.runId) ?? []), run])
    return [...byRun].map(([runId, history]) => ({ runId, history }))
  })
}

function violation(invariant: string, message: string): Violation {
  return { invariant, message }
}
