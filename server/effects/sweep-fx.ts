import { collectionOf } from '../db/collection-of'
import { groupBy } from '../group-by'
import { Prospects } from '../prospects/prospect'
import { Effects } from './stored-effect'

const BATCH = 1_000

/**
 * Takes the ids of effects out of their prospects' `fx`, so that it stays short: only of effects that are done,
 * and only when every lease under which somebody might still apply them is over. @returns how many
 */
export async function sweepFx(): Promise<number> {
  let swept = 0
  for (;;) {
    const done = await sweepable()
    if (done.length === 0) return swept
    const byProspect = [...groupBy(done, ({ prospectId }) => prospectId)]
    await collectionOf(Prospects).bulkWrite(
      byProspect.map(([_id, effects]) => ({
        updateOne: { filter: { _id }, update: { $pullAll: { fx: effects.map((effect) => effect._id) } } },
      })),
      { ordered: false, maxTimeMS: 10_000 },
    )
    const ids = done.map(({ _id }) => _id)
    await collectionOf(Effects).updateMany(
      { _id: { $in: ids } },
      { $unset: { guardedUntil: true } },
      { maxTimeMS: 10_000 },
    )
    swept += done.length
  }
}

async function sweepable() {
  return collectionOf(Effects)
    .find(
      { state: 'done', guardedUntil: { $type: 'date' }, $expr: { $lt: ['$guardedUntil', '$$NOW'] } },
      { projection: { prospectId: 1 }, maxTimeMS: 10_000 },
    )
    .sort({ guardedUntil: 1 })
    .limit(BATCH)
    .toArray()
}
