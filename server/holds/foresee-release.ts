import { describeEffect, type EffectRequest } from '@/workflows/effects'
import type { StoredEvent } from '../events/stored-event'
import { groupBy } from '../group-by'
import { now } from '../jobs/clock'
import { buildPlan } from '../runs/build-plan'
import { executableVersions } from '../runs/executable-versions'
import { lastEntries } from '../runs/last-entries'
import type { PlannedRun } from '../runs/plan'
import type { PlannableEvent } from '../runs/plan-round'
import { loadPlanningState } from '../runs/planning-state'

/** What one workflow would do if a held event were released now. */
export type ForeseenRun = {
  workflowId: string
  version: number
  /** What its actions would do, a sentence each, in the past tense. */
  effects: string[]
}

/**
 * What held events would do if they were released now, by the executor itself: with the versions and the values
 * that they found when they arrived (IR-13, ?14), and nothing in workflows whose re-entry policy lets nobody in again.
 * Nothing is written.
 * @returns by the id of the event; nothing for who was erased
 */
export async function foreseeRelease(events: StoredEvent[]): Promise<Map<string, ForeseenRun[]>> {
  const known = events.flatMap((event): PlannableEvent[] =>
    event.prospectId && event.replay ? [{ ...event, prospectId: event.prospectId }] : [],
  )
  if (known.length === 0) return new Map()
  const { prospects, runs } = await loadPlanningState(known)
  const found = [...[...runs.values()].flat(), ...known.flatMap(({ replay }) => replay?.versions ?? [])]
  const versions = await executableVersions(found.map(({ versionId }) => versionId))
  const entries = await lastEntries([...prospects.values()], versions)
  return new Map(
    [...groupBy(known, ({ _id }) => _id)].flatMap(([id, [event]]) => {
      const prospect = event && prospects.get(event.prospectId)
      if (!prospect) return []
      const { plan } = buildPlan({
        event,
        seq: 0,
        prospect,
        runs: runs.get(event.prospectId) ?? [],
        live: [],
        paused: new Set(),
        entries: entries.get(event.prospectId) ?? new Map(),
        versions,
        now: now(),
      })
      return [[id, (plan?.runs ?? []).map(toForeseen)] as const]
    }),
  )
}

function toForeseen({ workflowId, versionNumber, effects }: PlannedRun): ForeseenRun {
  return {
    workflowId,
    version: versionNumber,
    // Stored as the executor typed them.
    effects: effects.map(({ kind, payload }) => describeEffect({ kind, payload } as EffectRequest)),
  }
}
