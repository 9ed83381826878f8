import { findRows } from '../db/find-rows'
import { Prospects } from './prospect'

export type NamedProspect = { id: string; name: string; email: string | null }

/** Names for ids, for rows that point to prospects; who was erased is missing. */
export async function nameProspects(ids: string[]): Promise<Map<string, NamedProspect>> {
  const found = await findRows(
    Prospects,
    { _id: { $in: [...new Set(ids)] } },
    { firstName: 1, lastName: 1, email: 1 },
  ).toArray()
  return new Map(
    found.map(({ _id, email, ...names }) => [_id, { id: _id, email, name: fullName({ ...names, email }) }]),
  )
}

/** “Ada Lovelace”, else the address, else “Unknown visitor”. */
export function fullName(person: { firstName: string; lastName: string; email: string | null }): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email || 'Unknown visitor'
}
