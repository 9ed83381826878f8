import type { NamedReference } from '@/workflows/references'
import { findRows } from '../db/find-rows'
import { Lists } from './list'

/** Pickers show this many. */
const mostListed = 2000

/** Lists by name, the newest first; those with the given ids, or all. */
export async function nameLists(ids: string[] | null): Promise<NamedReference[]> {
  const lists = await findRows(Lists, ids ? { _id: { $in: ids } } : {})
    .sort({ createdAt: -1 })
    .limit(mostListed)
    .toArray()
  return lists.map(({ _id, name, description, kind }) => ({
    id: _id,
    name,
    ...(kind === 'criteria' ? { fillsItself: true as const, hint: 'Fills itself' } : {}),
    ...(kind !== 'criteria' && description ? { hint: description } : {}),
  }))
}
