import { applyEffect, type EffectRequest } from '@/workflows/effects'
import { collectionOf } from '../db/collection-of'
import { GUARDED_UPDATE_MS } from '../jobs/lease'
import { type Prospect, Prospects } from '../prospects/prospect'
import { handlerFor } from './handlers'
import { compatibleGroups, type MergedUpdate } from './merge-updates'
import type { StoredEffect } from './stored-effect'

/** What has to be known of an effect to apply it. */
export type ApplicableEffect = Pick<StoredEffect, '_id' | 'kind' | 'payload' | 'prospectId'>

export type Application =
  | { result: 'applied'; before: StoredEffect['before'] }
  | { result: 'already-applied' }
  | { result: 'lease-over' }
  | { result: 'erased' }

/**
 * Changes a prospect by ONE update, guarded by the effects' ids in `fx` and by the lease (3-guarantees). However
 * many workers do this at whatever moment, each change happens once. Effects that touch the same value in
 * different ways take one update each.
 *
 * @param effects of one prospect, in their order
 * @param leaseUntil the end of the lease under which this worker acts, by the database's clock
 * @returns what came of each, in the same order
 */
export async function applyToProspect(effects: ApplicableEffect[], leaseUntil: Date): Promise<Application[]> {
  const applications: Application[] = []
  for (const group of compatibleGroups(effects, updateOf))
    applications.push(...(await applyGroup(group, leaseUntil)))
  return applications
}

type Group = { items: ApplicableEffect[]; update: MergedUpdate }

async function applyGroup({ items, update }: Group, leaseUntil: Date): Promise<Application[]> {
  const ids = items.map(({ _id }) => _id)
  const prospectId = items[0]?.prospectId ?? ''
  const before = await collectionOf(Prospects).findOneAndUpdate(
    { _id: prospectId, fx: { $nin: ids }, $expr: { $lt: ['$$NOW', leaseUntil] } },
    { ...update, $push: { fx: { $each: ids } }, $currentDate: { updatedAt: true } },
    { returnDocument: 'before', projection: { fx: 0 }, maxTimeMS: GUARDED_UPDATE_MS },
  )
  if (before) return appliedTo(before, items)
  // Perhaps some of them stand there already and some do not.
  if (items.length > 1) return applyOneByOne(items, leaseUntil)
  return [await whyNot(prospectId, ids[0] ?? '')]
}

async function applyOneByOne(items: ApplicableEffect[], leaseUntil: Date): Promise<Application[]> {
  const applications: Application[] = []
  for (const item of items)
    applications.push(...(await applyGroup({ items: [item], update: updateOf(item) }, leaseUntil)))
  return applications
}

/** Each effect found the prospect as the one before it had left it. */
function appliedTo(prospect: Prospect, items: ApplicableEffect[]): Application[] {
  let current: Prospect = prospect
  return items.map((effect) => {
    const handler = handlerFor(effect.kind)
    const before = handler.scope === 'prospect' ? handler.before(current, effect.payload) : null
    const request = { kind: effect.kind, payload: effect.payload } as EffectRequest // stored side by side
    current = { ...current, ...applyEffect(current, request) }
    return { result: 'applied', before }
  })
}

/** Not matched does not mean done: it is done only when its id stands there. */
async function whyNot(prospectId: string, effectId: string): Promise<Application> {
  const prospect = await collectionOf(Prospects).findOne(
    { _id: prospectId },
    { projection: { fx: 1 }, maxTimeMS: 5_000 },
  )
  if (!prospect) return { result: 'erased' }
  return { result: prospect.fx.includes(effectId) ? 'already-applied' : 'lease-over' }
}

function updateOf({ kind, payload }: ApplicableEffect): MergedUpdate {
  const handler = handlerFor(kind)
  if (handler.scope !== 'prospect') throw new Error(`${kind} does not change a prospect`)
  return handler.update(payload)
}
