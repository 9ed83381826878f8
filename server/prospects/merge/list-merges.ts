import { z } from 'zod'
import { nameActors } from '../../auth/name-actors'
import { findRows } from '../../db/find-rows'
import { fullName } from '../name-prospects'
import { Merges, mergeSchema } from './merge'

/** A merge as every door shows it. */
export const mergeRecordSchema = z.object({
  id: z.string(),
  /** Who was taken in, by the name they had. */
  other: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }),
  state: mergeSchema.shape.state,
  at: z.date(),
  /** The name of who did it; null when that one is gone. */
  by: z.string().nullable(),
})
export type MergeRecord = z.infer<typeof mergeRecordSchema>

/** The merges of a prospect that are in force or under way, the latest first. */
export async function listMerges(into: string): Promise<MergeRecord[]> {
  const merges = await findRows(Merges, { into, state: { $in: ['merging', 'merged', 'undoing'] } })
    .sort({ at: -1, _id: -1 })
    .limit(100)
    .toArray()
  if (merges.length === 0) return []
  const names = await nameActors(merges.map(({ by }) => by))
  return merges.map(({ _id, from, state, at, by, copy }) => ({
    id: _id,
    other: { id: from, name: copy ? fullName(copy) : 'Another prospect', email: copy?.email ?? null },
    state,
    at,
    by: names.get(by) ?? null,
  }))
}
