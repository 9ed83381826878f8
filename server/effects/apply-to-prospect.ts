import { collectionOf } from '../db/collection-of'
import { GUARDED_UPDATE_MS } from '../jobs/lease'
import { type Prospect, Prospects } from '../prospects/prospect'
import { handlerFor } from './handlers'
import type { StoredEffect } from './stored-effect'

export type Application =
  | { result: 'applied'; before: StoredEffect['before'] }
  | { result: 'already-applied' }
  | { result: 'lease-over' }
  | { result: 'erased' }

/**
 * Changes the prospect by ONE update, guarded by the effect's id in `fx` and by the lease (3-guarantees). However
 * many workers do this at whatever moment, the change happens once.
 *
 * @param leaseUntil the end of the lease this worker holds on the effect, by the database's clock
 */
export async function applyToProspect(effect: StoredEffect, leaseUntil: Date): Promise<Application> {
  const handler = handlerFor(effect.kind)
  if (handler.scope !== 'prospect') throw new Error(`${effect.kind} does not change a prospect`)
  const prospects = collectionOf(Prospects)
  const before = await prospects.findOneAndUpdate(
    { _id: effect.prospectId, fx: { $ne: effect._id }, $expr: { $lt: ['$$NOW', leaseUntil] } },
    { ...handler.update(effect.payload), $push: { fx: effect._id }, $currentDate: { updatedAt: true } },
    { returnDocument: 'before', projection: { fx: 0 }, maxTimeMS: GUARDED_UPDATE_MS },
  )
  if (before) return { result: 'applied', before: handler.before(before, effect.payload) }
  return whyNot(effect, await prospects.findOne({ _id: effect.prospectId }, { projection: { fx: 1 } }))
}

/** Not matched does not mean done: it is done only when its id stands there. */
function whyNot(effect: StoredEffect, prospect: Pick<Prospect, 'fx'> | null): Application {
  if (!prospect) return { result: 'erased' }
  return { result: prospect.fx.includes(effect._id) ? 'already-applied' : 'lease-over' }
}
