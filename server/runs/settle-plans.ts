import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { type Attempted, attemptEffect } from '../effects/attempt-effect'
import { type ClaimedEffect, claimEffects } from '../effects/claim-effects'
import { finishEffects } from '../effects/finish-effect'
import { isDatabaseOnly } from '../effects/handlers'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import type { StoredEvent } from '../events/stored-event'
import { groupBy } from '../group-by'
import type { LaneLease } from '../jobs/claim-lane'
import { cancelStoppedEffects } from './cancel-stopped-effects'
import { effectsOfPlan, isClaimed } from './effects-of-plan'
import { type Plan, Plans } from './plan'
import { writeRuns } from './write-runs'

export type Settled = {
  /** Plans of which an effect still waits, because somebody else holds it or because it failed. */
  unsettled: Set<string>
  /** What the plans' effects put into the inbox; it comes before later events of the same prospect (?6). */
  followUps: StoredEvent[]
  hasOutsideEffects: boolean
}

/**
 * Makes true what plans say: runs and effects are written, and effects on our own database applied, so that the
 * next event of the same prospect finds them. Doing it again, or two at once, changes nothing.
 */
export async function settlePlans(plans: Plan[], lane: LaneLease): Promise<Settled> {
  const effects = plans.flatMap((plan) => effectsOfPlan(plan, lane))
  await writeRuns(plans)
  const known = await insertNew(collectionOf(Effects), effects)
  const { claimed, held } = await claimAgain(known, lane.owner)
  const knownIds = new Set(known.map(({ _id }) => _id))
  const own = effects.filter(({ _id }) => !knownIds.has(_id)).filter(isClaimed)
  const attempts = await attemptAll([...own, ...claimed], plans)
  await finishEffects(attempts)
  await cancelStoppedEffects(plans)

  const waiting = attempts.filter(({ state }) => state === 'due').map(({ effect }) => effect)
  const unsettled = new Set([...waiting, ...held].map(({ planId }) => planId))
  await markSettled(plans.filter((plan) => !plan.settled && !unsettled.has(plan._id)))
  return {
    unsettled,
    followUps: attempts.flatMap(({ followUp }) => followUp ?? []),
    hasOutsideEffects: effects.some(({ kind }) => !isDatabaseOnly(kind)),
  }
}

/** Somebody wrote these effects before and may have come no further: takes over what waits and nobody holds. */
async function claimAgain(known: StoredEffect[], owner: string) {
  const ids = known.flatMap(({ _id, kind }) => (isDatabaseOnly(kind) ? [_id] : []))
  if (ids.length === 0) return { claimed: [], held: [] }
  const waiting = await collectionOf(Effects)
    .find({ _id: { $in: ids }, state: 'due' }, { maxTimeMS: 10_000 })
    .toArray()
  const claimed = await claimEffects(waiting, owner)
  const claimedIds = new Set(claimed.map(({ _id }) => _id))
  return { claimed, held: waiting.filter(({ _id }) => !claimedIds.has(_id)) }
}

/** Effects of one prospect in their order, several prospects at a time. */
async function attemptAll(effects: ClaimedEffect[], plans: Plan[]): Promise<Attempted[]> {
  const planById = new Map(plans.map((plan) => [plan._id, plan]))
  const byProspect = groupBy(effects, ({ prospectId }) => prospectId)
  const attempted = await Promise.all(
    [...byProspect.values()].map(async (own) => {
      const attempts: Attempted[] = []
      for (const effect of own) attempts.push(await attemptEffect(effect, planById.get(effect.planId)))
      return attempts
    }),
  )
  return attempted.flat()
}

async function markSettled(plans: Plan[]): Promise<void> {
  if (plans.length === 0) return
  await collectionOf(Plans).updateMany(
    { _id: { $in: plans.map(({ _id }) => _id) } },
    { $set: { settled: true } },
    { maxTimeMS: 10_000 },
  )
}
