import { randomBytes } from 'node:crypto'
import { type Document, MongoServerError } from 'mongodb'
import { collectionOf } from '../db/collection-of'
import { isDatabaseAway } from '../db/is-database-away'
import { groupBy } from '../group-by'
import { GUARDED_UPDATE_MS } from '../jobs/lease'
import { Prospects } from '../prospects/prospect'
import type { MergedUpdate } from './merge-updates'
import { valuesAfter } from './values-after'

/** In one command; it has to be over within the time of a guarded update. */
const MOST = 100

export type GuardedUpdate = {
  prospectId: string
  /** Of the effects, for `fx`. */
  ids: string[]
  update: Omit<MergedUpdate, 'setIfNull'>
  /** The values that it touches, by path, as they have to be. */
  found: Map<string, unknown>
  leaseUntil: Date
  /** What the effects come of is the prospect's own doing, and happened then. */
  activityAt?: Date | null
}

type Waiting = GuardedUpdate & { resolve: (isDone: boolean) => void; reject: (error: unknown) => void }

let waiting = new Map<string, Waiting>()

/**
 * Sends the guarded updates of one moment, each of another prospect, to the database together: one command for all that
 * touch the same fields.
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

/** @returns the prospects that were changed by these commands, for certain */
async function update(batch: Waiting[]): Promise<Set<string>> {
  const changedBy = randomBytes(9).toString('base64url')
  const computed = batch.flatMap((one) => {
    const values = valuesAfter(one)
    return values ? [{ ...one, values }] : []
  })
  const alike = groupBy(computed, ({ values }) => [...values.keys()].join(' '))
  const commands = [...alike.values()].flatMap(inParts).map((part) => updatePart(part, changedBy))
  return new Set((await Promise.all(commands)).flat())
}

type Computed = GuardedUpdate & { values: Map<string, unknown> }

function inParts(updates: Computed[]): Computed[][] {
  const parts: Computed[][] = []
  for (let from = 0; from < updates.length; from += MOST) parts.push(updates.slice(from, from + MOST))
  return parts
}

async function updatePart(part: Computed[], changedBy: string): Promise<string[]> {
  const prospectIds = part.map(({ prospectId }) => prospectId)
  const changed = await collectionOf(Prospects)
    .updateMany({ _id: { $in: prospectIds } }, pipeline(part, changedBy), { maxTimeMS: GUARDED_UPDATE_MS })
    .then(({ modifiedCount }) => modifiedCount, noneForCertain)
  if (changed === part.length) return prospectIds
  const known = await collectionOf(Prospects)
    .find({ _id: { $in: prospectIds }, changedBy }, { projection: { _id: 1 }, maxTimeMS: 5_000 })
    .toArray()
  return known.map(({ _id }) => _id)
}

/** One that cannot be done says so when it is tried by itself. */
function noneForCertain(error: unknown): number {
  if (error instanceof MongoServerError && !isDatabaseAway(error)) return 0
  throw error
}

/**
 * One pipeline for all, which finds its own values by the prospect's id. A filter beside the id costs the database
 * several times as much as the update itself, so the guard stands in the update: where it does not hold, the
 * prospect is replaced with itself, which is no change.
 */
function pipeline(part: Computed[], changedBy: string): Document[] {
  const paths = [...(part[0]?.values.keys() ?? [])]
  const own = part.map(({ ids, found, values, leaseUntil, activityAt = null }) => ({
    ids,
    found: paths.map((path) => found.get(path) ?? null),
    values: paths.map((path) => values.get(path)),
    leaseUntil,
    activityAt,
  }))
  const place = { $indexOfArray: [{ $literal: part.map(({ prospectId }) => prospectId) }, '$_id'] }
  const isGuarded = { $eq: [{ $setIntersection: ['$fx', '$$own.ids'] }, []] }
  const isAsFound = { $eq: ['$$own.found', paths.map((path) => ({ $ifNull: [`$${path}`, null] }))] }
  const changed = {
    ...changedFields(paths),
    changedBy,
    fx: { $concatArrays: ['$fx', '$$own.ids'] },
    lastActivityAt: { $max: ['$lastActivityAt', '$$own.activityAt'] },
    updatedAt: '$$NOW',
  }
  return [
    {
      $replaceWith: {
        $let: {
          vars: { own: { $arrayElemAt: [{ $literal: own }, place] } },
          in: {
            $cond: [
              { $and: [{ $lt: ['$$NOW', '$$own.leaseUntil'] }, isGuarded, isAsFound] },
              { $mergeObjects: ['$$ROOT', changed] },
              '$$ROOT',
            ],
          },
        },
      },
    },
  ]
}

/** Fields of their own, and those inside `fields`. */
function changedFields(paths: string[]): Document {
  const changed: Document = {}
  for (const [index, path] of paths.entries()) {
    const [field = '', key] = path.split('.')
    const value = { $arrayElemAt: ['$$own.values', index] }
    changed[field] = key ? { $mergeObjects: [changed[field] ?? `$${field}`, { [key]: value }] } : value
  }
  return changed
}
