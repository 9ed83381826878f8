import type { AnyBulkWriteOperation } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { type ClaimedEffect, givenBack } from './claim-effects'
import type { EffectReason } from './outcome'
import { Effects, type StoredEffect } from './stored-effect'

/** How an attempt ended. `due` goes back for another one at `dueAt`. */
export type Attempt = {
  effect: ClaimedEffect
  state: StoredEffect['state']
  reason?: EffectReason | null
  before?: StoredEffect['before']
  choice?: StoredEffect['choice']
  dueAt?: Date
  /** Set where the attempts so far shall not count. */
  attempts?: number
  /** Set when its id stands in the prospect's `fx` now. */
  guardedUntil?: Date
  /** The lease was over before the attempt took place: nothing is touched. */
  isLost?: true
}

/** Writes down how attempts ended, fenced: who lost the lease meanwhile changes nothing (I13). */
export async function finishEffects(attempts: Attempt[]): Promise<void> {
  const held = attempts.filter(({ isLost }) => !isLost)
  if (held.length === 0) return
  await collectionOf(Effects).bulkWrite(held.map(finish), { ordered: false, maxTimeMS: 10_000 })
}

function finish(attempt: Attempt): AnyBulkWriteOperation<StoredEffect> {
  const { effect, state, reason = null, before, choice, dueAt, attempts, guardedUntil } = attempt
  const { owner, fence } = effect.lease
  return {
    updateOne: {
      filter: { _id: effect._id, state: 'due', 'lease.owner': owner, 'lease.fence': fence },
      update: {
        $set: {
          state,
          reason,
          ...(before === undefined ? {} : { before }),
          ...(choice ? { choice } : {}),
          ...(guardedUntil ? { guardedUntil } : {}),
          ...(dueAt ? { dueAt } : {}),
          ...(attempts === undefined ? {} : { attempts }),
          'lease.until': givenBack,
        },
        ...(state === 'done' ? { $currentDate: { doneAt: true } } : {}),
      },
    },
  }
}
