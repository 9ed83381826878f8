import { randomBytes } from 'node:crypto'
import { type AnyBulkWriteOperation, MongoBulkWriteError } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { isDatabaseAway } from '../db/is-database-away'
import { GUARDED_UPDATE_MS } from '../jobs/lease'
import { type Prospect, Prospects } from '../prospects/prospect'
import type { MergedUpdate } from './merge-updates'

export type GuardedUpdate = {
  prospectId: string
  /** Of the effects, for `fx`. */
  ids: string[]
  update: Omit<MergedUpdate, 'setIfNull'>
  /** The values that it touches, by path, as they have to be. */
  found: Map<string, unknown>
  leaseUntil: Date
}

type Waiting = GuardedUpdate & { resolve: (isDone: boolean) => void; reject: (error: unknown) => void }

let waiting = new Map<string, Waiting>()

/**
 * Sends the guarded updates of one moment, each of another prospect, to the database as one command.
 *
 * @returns true when this very update took place, and found the values given. False: nothing is known of it, so it
 * has to be done by itself, which its guard makes harmless
 */
export function updateTogether(wanted: GuardedUpdate): Promise<boolean> {
  if (waiting.has(wanted.prospectId)) return Promise.resolve(false)
  if (waiting.size === 0) setImmediate(send)
  return new Promise((resolve, reject) => waiting.set(wanted.prospectId, { ...wanted, resolve, reject }))
}

async function send(): Promise<void> {
  const batch = [...waiting.values()]
  waiting = new Map()
  try {
    const done = await update(batch)
    for (const { prospectId, resolve } of batch) resolve(done.has(prospectId))
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}

/** @returns the prospects that were changed by this command, for certain */
async function update(batch: GuardedUpdate[]): Promise<Set<string>> {
  const changedBy = randomBytes(9).toString('base64url')
  const prospectIds = batch.map(({ prospectId }) => prospectId)
  const matched = await collectionOf(Prospects)
    .bulkWrite(
      batch.map((one) => operation(one, changedBy)),
      { ordered: false, maxTimeMS: GUARDED_UPDATE_MS },
    )
    .then(({ matchedCount }) => matchedCount, noneForCertain)
  if (matched === batch.length) return new Set(prospectIds)
  const changed = await collectionOf(Prospects)
    .find({ _id: { $in: prospectIds }, changedBy }, { projection: { _id: 1 }, maxTimeMS: 5_000 })
    .toArray()
  return new Set(changed.map(({ _id }) => _id))
}

/** One that cannot be done says so when it is tried by itself. */
function noneForCertain(error: unknown): number {
  if (error instanceof MongoBulkWriteError && !isDatabaseAway(error)) return 0
  throw error
}

/** Compared inside `$expr`, so that no index but that of the id comes into question. */
function operation(
  { prospectId, ids, update, found, leaseUntil }: GuardedUpdate,
  changedBy: string,
): AnyBulkWriteOperation<Prospect> {
  const isAsFound = [...found].map(([path, value]) => ({
    $eq: [{ $ifNull: [`$${path}`, null] }, { $literal: value }],
  }))
  return {
    updateOne: {
      filter: {
        _id: prospectId,
        fx: { $nin: ids },
        $expr: { $and: [{ $lt: ['$$NOW', leaseUntil] }, ...isAsFound] },
      },
      update: {
        ...update,
        $set: { ...update.$set, changedBy },
        $push: { fx: { $each: ids } },
        $currentDate: { updatedAt: true },
      },
    },
  }
}
