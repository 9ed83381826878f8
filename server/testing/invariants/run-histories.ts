import { derivedId } from '@/server/db/new-id'
import type { Plan, PlannedRun } from '@/server/runs/plan'
import type { Facts } from './facts'

/** What plans did to one run, in order. `isMoved`: from some point on it was another prospect's. */
export type RunHistory = { runId: string; isMoved: boolean; history: { plan: Plan; run: PlannedRun }[] }

type Move = { from: string; into: string; barrier: string; at: number }

/** Every run's history. One that a merge, or taking it back, moved goes on in the plans of its new prospect. */
export function runHistories(facts: Facts): RunHistory[] {
  const byRun = new Map<string, Map<string, RunHistory['history']>>()
  for (const [prospectId, plans] of facts.plansByProspect)
    for (const plan of plans)
      for (const run of plan.runs) {
        const byProspect = byRun.get(run.runId) ?? new Map<string, RunHistory['history']>()
        byRun.set(run.runId, byProspect)
        byProspect.set(prospectId, [...(byProspect.get(prospectId) ?? []), { plan, run }])
      }
  return [...byRun].map(([runId, byProspect]) => {
    const moves = movesOf(runId, facts)
    return { runId, isMoved: moves.length > 0, history: inOrder(byProspect, moves, facts) }
  })
}

function movesOf(runId: string, { merges }: Facts): Move[] {
  return merges
    .filter(({ moved }) => moved?.runIds.includes(runId))
    .flatMap(({ _id, from, into, at, undoneAt }): Move[] => [
      { from, into, barrier: derivedId(_id, 'gone'), at: at.getTime() },
      ...(undoneAt
        ? [{ from: into, into: from, barrier: derivedId(_id, 'parted'), at: undoneAt.getTime() }]
        : []),
    ])
    .toSorted((a, b) => a.at - b.at)
}

/** Its plans of each prospect up to the plan that closed that log, then those of the next one. */
function inOrder(
  byProspect: Map<string, RunHistory['history']>,
  moves: Move[],
  { plans }: Facts,
): RunHistory['history'] {
  const left = new Map(byProspect)
  const start = [...byProspect].find(([, history]) => history.some(({ run }) => run.isNew))
  let owner = start?.[0] ?? [...byProspect.keys()][0] ?? ''
  const ordered: RunHistory['history'] = []
  for (const { from, into, barrier } of moves) {
    if (from !== owner) continue
    const end = plans.find(({ _id }) => _id === barrier)?.seq ?? 0
    const own = left.get(owner) ?? []
    ordered.push(...own.filter(({ plan }) => plan.seq <= end))
    left.set(
      owner,
      own.filter(({ plan }) => plan.seq > end),
    )
    owner = into
  }
  return [...ordered, ...(left.get(owner) ?? [])]
}
