import type { NamedReference } from '@/workflows/references'
import { findRows } from '../db/find-rows'
import { Functions } from './function'

const MOST_LISTED = 1_000

/** Names of functions, for pickers; of all of them, or of those with the given ids. */
export async function nameFunctions(ids: string[] | null): Promise<NamedReference[]> {
  const rows = await findRows(Functions, ids ? { _id: { $in: ids } } : {}, {
    name: 1,
    description: 1,
    runtime: 1,
  })
    .sort({ updatedAt: -1 })
    .limit(MOST_LISTED)
    .toArray()
  return rows.map(({ _id, name, description, runtime }) => ({
    id: _id,
    name,
    hint: description || (runtime === 'javascript' ? 'JavaScript' : 'AWS Lambda'),
  }))
}
