import type { AnyBulkWriteOperation } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { groupBy } from '../group-by'
import { unclaimedGuardEnd } from '../jobs/lease'
import { type Prospect, Prospects } from '../prospects/prospect'
import { Effects, type StoredEffect } from './stored-effect'

const BATCH = 1_000
/** Prospects that are updated together; each is looked through for all of their ids. */
const TOGETHER = 50

/**
 * Takes the ids of effects out of their prospects' `fx`, so that it stays short: only of effects that are done,
 * and only when every lease under which somebody might still apply them is over. @returns how many
 */
export async function sweepFx(): Promise<number> {
  let swept = 0
  for (;;) {
    const done = await sweepable()
    if (done.length === 0) return swept
    await guardFromNow(done.filter(isFirstLook))
    swept += await forget(done.filter((effect) => !isFirstLook(effect)))
  }
}

type Guarded = Pick<StoredEffect, '_id' | 'prospectId' | 'lease' | 'isGuardSeen'>

/**
 * An effect that was applied while its plan was settled is stored without a fence, perhaps by somebody who slept
 * before that; then another may hold a younger lease on the lane, and not know that it is stored. From now on
 * nobody new can be in that place, so the guard's time begins now (see `testing/settled-plan-model`).
 */
function isFirstLook({ lease, isGuardSeen }: Guarded): boolean {
  return lease === null && !isGuardSeen
}

async function guardFromNow(effects: Guarded[]): Promise<void> {
  if (effects.length === 0) return
  await collectionOf(Effects).updateMany(
    { _id: { $in: effects.map(({ _id }) => _id) } },
    [{ $set: { guardedUntil: unclaimedGuardEnd, isGuardSeen: true } }],
    { maxTimeMS: 10_000 },
  )
}

async function forget(effects: Guarded[]): Promise<number> {
  if (effects.length === 0) return 0
  const byProspect = [...groupBy(effects, ({ prospectId }) => prospectId)]
  const parts = Array.from({ length: Math.ceil(byProspect.length / TOGETHER) }, (_, part) =>
    byProspect.slice(part * TOGETHER, (part + 1) * TOGETHER),
  )
  await collectionOf(Prospects).bulkWrite(parts.map(withoutIds), { ordered: false, maxTimeMS: 10_000 })
  await collectionOf(Effects).updateMany(
    { _id: { $in: effects.map(({ _id }) => _id) } },
    { $unset: { guardedUntil: true, isGuardSeen: true } },
    { maxTimeMS: 10_000 },
  )
  return effects.length
}

/** No two prospects have an effect in common, so all ids may be taken out of each: one update costs far less than many. */
function withoutIds(part: [prospectId: string, own: Guarded[]][]): AnyBulkWriteOperation<Prospect> {
  return {
    updateMany: {
      filter: { _id: { $in: part.map(([prospectId]) => prospectId) } },
      update: { $pullAll: { fx: part.flatMap(([, own]) => own.map(({ _id }) => _id)) } },
    },
  }
}

async function sweepable(): Promise<Guarded[]> {
  return collectionOf(Effects)
    .find(
      { state: 'done', guardedUntil: { $type: 'date' }, $expr: { $lt: ['$guardedUntil', '$$NOW'] } },
      { projection: { prospectId: 1, lease: 1, isGuardSeen: 1 }, maxTimeMS: 10_000 },
    )
    .sort({ guardedUntil: 1 })
    .limit(BATCH)
    .toArray()
}
