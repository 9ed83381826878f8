import type { EffectKind } from '@/workflows/effects'
import type { LaneKind } from '../jobs/claim-lanes'

/** Effects that wait for programs of other people. */
const calls: EffectKind[] = ['webhook.send', 'function.run']

/** A filter on `kind` for the effects that the lanes of this kind of work apply. */
export function kindsInLane(kind: LaneKind): { $in: EffectKind[] } | { $nin: EffectKind[] } {
  return kind === 'call' ? { $in: calls } : { $nin: calls }
}
