import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { isDatabaseOnly } from '../effects/handlers'
import { Effects } from '../effects/stored-effect'
import { inboxEvent, insertEvents } from '../events/record-event'
import type { StoredEvent } from '../events/stored-event'
import { heldCopies } from '../holds/held-copies'
import type { LanesLease } from '../jobs/claim-lanes'
import { type AppliedAtOnce, applyAtOnce } from './apply-at-once'
import { cancelStoppedEffects } from './cancel-stopped-effects'
import { effectsOfPlan } from './effects-of-plan'
import { type Plan, Plans } from './plan'
import { writeRuns } from './write-runs'

export type Settled = {
  /** Plans that the lease did not last for; whoever has the lane next settles them. */
  unsettled: Set<string>
  /** What the plans put into the inbox; it comes before later events of the same prospect (?6). */
  followUps: StoredEvent[]
  hasOutsideEffects: boolean
  /** Plans of whose prospects the last activity is written down already. */
  noted: Set<string>
}

export const nothingSettled: Settled = {
  unsettled: new Set(),
  followUps: [],
  hasOutsideEffects: false,
  noted: new Set(),
}

/**
 * Makes true what plans say: runs are written, effects on our own database applied, so that the next event of the
 * same prospect finds them, and all effects stored. Doing it again, or two at once, changes nothing.
 *
 * The lane's lease stands for the effects' own: it is passed as it was when the plans were read or made, so it
 * cannot outlast what was known then.
 *
 * @param fresh plans that this worker has just stored, whose effects nobody can have stored before: for each id, when
 * the prospect did what it comes of, or null
 */
export async function settlePlans(
  plans: Plan[],
  lane: Pick<LanesLease, 'until'>,
  fresh: ReadonlyMap<string, Date | null>,
): Promise<Settled> {
  if (plans.length === 0) return nothingSettled
  const known = await storedEffects(plans.filter(({ _id }) => !fresh.has(_id)))
  const applying = plans.map(async (plan): Promise<[string, AppliedAtOnce]> => {
    const unknown = effectsOfPlan(plan).filter(({ _id }) => !known.has(_id))
    const circumstances = { leaseUntil: lane.until, activityAt: fresh.get(plan._id) ?? null }
    return [plan._id, await applyAtOnce(plan, unknown, circumstances)]
  })
  // Before the effects are stored, since whoever applies one that waits looks at its run.
  const [settling] = await Promise.all([Promise.all(applying), writeRuns(plans)])
  const applied = new Map(settling)
  const results = [...applied.values()]
  const effects = results.flatMap((result) => result.effects)
  const entered = results.flatMap(({ followUps }) => followUps)
  await insertEvents(entered)
  await insertNew(collectionOf(Effects), effects)
  const complete = plans.filter(({ _id }) => !applied.get(_id)?.isLost)
  const changes = complete.flatMap(changeEvents)
  await insertEvents([...changes, ...complete.flatMap(heldCopies)])
  await cancelStoppedEffects(complete)
  await markSettled(complete)
  return {
    unsettled: new Set(plans.filter((plan) => !complete.includes(plan)).map(({ _id }) => _id)),
    followUps: [...entered, ...changes],
    hasOutsideEffects: effects.some(({ kind, state }) => state === 'due' && !isDatabaseOnly(kind)),
    noted: new Set([...applied].flatMap(([id, { isActivityNoted }]) => (isActivityNoted ? [id] : []))),
  }
}

/** What the effects changed comes right after them, at the same time, one deeper in the chain of causes (?22). */
function changeEvents({ prospectId, at, depth = 0, changes = [] }: Plan): StoredEvent[] {
  return changes.map(({ id, payload, causedBy }) =>
    inboxEvent(payload, { prospectId, id, at, causedBy, depth: depth + 1 }),
  )
}

/** What an earlier attempt to settle got to. Its effects are in their applier's hands now, if not done. */
async function storedEffects(plans: Plan[]): Promise<Set<string>> {
  const ids = plans.flatMap(({ runs }) => runs.flatMap(({ effects }) => effects.map(({ id }) => id)))
  if (ids.length === 0) return new Set()
  const stored = await collectionOf(Effects)
    .find({ _id: { $in: ids } }, { projection: { _id: 1 }, maxTimeMS: 10_000 })
    .toArray()
  return new Set(stored.map(({ _id }) => _id))
}

async function markSettled(plans: Plan[]): Promise<void> {
  if (plans.length === 0) return
  await collectionOf(Plans).updateMany(
    { _id: { $in: plans.map(({ _id }) => _id) } },
    { $set: { settled: true } },
    { maxTimeMS: 10_000 },
  )
}
