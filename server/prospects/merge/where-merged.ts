import { setTimeout as sleep } from 'node:timers/promises'
import { collectionOf } from '../../db/collection-of'
import { KeepTrying } from '../../effects/outcome'
import { type Prospect, Prospects } from '../prospect'
import { type Merge, Merges } from './merge'

/** Where somebody is now who has no record of their own; `into` null: a merge is under way, and it is too early to say. */
export type Whereabouts = { into: string | null }

/**
 * For prospects that are not found: who was merged into whom, through as many merges as there were. Ids that are
 * missing in the answer are unknown or erased.
 */
export async function whereMerged(ids: string[]): Promise<Map<string, Whereabouts>> {
  const found = new Map<string, Whereabouts>()
  for (const id of new Set(ids)) {
    const where = await follow(id)
    if (where) found.set(id, where)
  }
  return found
}

async function follow(id: string): Promise<Whereabouts | null> {
  let current = id
  for (;;) {
    const merge = await lastMergeOf(current)
    if (!merge) return current === id ? null : { into: current }
    if (merge.state !== 'merged') return { into: null }
    current = merge.into
  }
}

/** The merge that the prospect is gone into, or is just going into or coming out of. */
function lastMergeOf(from: string): Promise<Pick<Merge, '_id' | 'into' | 'state'> | null> {
  return collectionOf(Merges).findOne(
    { from, state: { $in: ['merging', 'merged', 'undoing'] } },
    { projection: { into: 1, state: 1 }, sort: { at: -1 }, maxTimeMS: 5_000 },
  )
}

/** True for an id whose person has, or is getting, the record of another id. */
export async function isMergedAway(id: string): Promise<boolean> {
  return (await follow(id)) !== null
}

/** The id under which a person is known now: their own, or that of the prospect they were merged into. */
export async function currentId(id: string): Promise<string> {
  return (await exists(id)) ? id : ((await follow(id))?.into ?? id)
}

/**
 * For somebody who is not found: who they were merged into, after waiting for a merge that is under way; null when
 * they are unknown or erased. @throws when that merge takes too long
 */
export async function survivorOf(id: string): Promise<string | null> {
  for (let tries = 0; tries < 100; tries++) {
    const where = await follow(id)
    if (!where || where.into) return where?.into ?? null
    if (await exists(id)) return id
    await sleep(100)
  }
  throw new Error(`the merge of ${id} takes too long`)
}

function exists(id: string): Promise<number> {
  return collectionOf(Prospects).countDocuments({ _id: id }, { maxTimeMS: 5_000, limit: 1 })
}

/**
 * The record that an effect is about, whoever its prospect was merged into since; null when they were erased.
 * @throws KeepTrying while they are being merged
 */
export async function currentProspect(id: string): Promise<Prospect | null> {
  const own = await collectionOf(Prospects).findOne({ _id: id }, { maxTimeMS: 5_000 })
  if (own) return own
  const where = await follow(id)
  if (!where) return null
  if (where.into === null)
    throw new KeepTrying(new Date(Date.now() + 1_000), 'The prospect is being merged', 'merging')
  return collectionOf(Prospects).findOne({ _id: where.into }, { maxTimeMS: 5_000 })
}

/** All ids under which things of this prospect are recorded: its own, and of those merged into it. */
export function idsOf({ _id, mergedFrom = [] }: Pick<Prospect, '_id' | 'mergedFrom'>): string[] {
  return [_id, ...mergedFrom]
}

/** The same for an id; of who was merged into another prospect, that one's. An unknown id stands for itself alone. */
export async function idsKnownAs(id: string): Promise<string[]> {
  const prospect = await collectionOf(Prospects).findOne(
    { $or: [{ _id: id }, { mergedFrom: id }] },
    { projection: { mergedFrom: 1 }, maxTimeMS: 5_000 },
  )
  return prospect ? idsOf(prospect) : [id]
}
