import { applyEffect, type EffectRequest } from '@/workflows/effects'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import type { RunEffect, RunStep } from './run-step'

/** Everything one event did to a run, in order, and what it was decided on. */
export type Burst = {
  eventId: string
  eventKind: string
  eventSummary: string
  at: Date
  snapshot: ProspectSnapshot
  /** Each step with the prospect as earlier steps of the burst had changed it; criteria did not read this (IR-13). */
  steps: { step: RunStep; byThen: ProspectSnapshot }[]
}

/** The steps of a run, grouped by the event that caused them; both in the order they happened. */
export function groupByEvent(steps: readonly RunStep[]): Burst[] {
  const bursts = new Map<string, { burst: Burst; prospect: ProspectSnapshot }>()
  for (const step of steps) {
    const { eventId, eventKind, eventSummary, at, snapshot } = step
    const found = bursts.get(eventId)
    const open = found ?? {
      burst: { eventId, eventKind, eventSummary, at, snapshot, steps: [] },
      prospect: snapshot,
    }
    open.burst.steps.push({ step, byThen: open.prospect })
    open.prospect = step.effects.reduce(applyIfMade, open.prospect)
    bursts.set(eventId, open)
  }
  return [...bursts.values()].map(({ burst }) => burst)
}

function applyIfMade(prospect: ProspectSnapshot, effect: RunEffect): ProspectSnapshot {
  if (effect.state !== 'done') return prospect
  const { kind, payload } = effect
  return applyEffect(prospect, { kind, payload } as EffectRequest) // stored effects hold the payload of their kind
}
