import { findRows } from '../db/find-rows'
import { type Prospect, Prospects } from './prospect'

export type NamedProspect = { id: string; name: string; email: string | null }

/**
 * Names for ids, for rows that point to prospects; who was erased is missing. Who was merged into another prospect has
 * that one's id and name.
 */
export async function nameProspects(ids: string[]): Promise<Map<string, NamedProspect>> {
  const found = await findRows(Prospects, { _id: { $in: [...new Set(ids)] } }, shown).toArray()
  const named = new Map(found.map((prospect) => [prospect._id, naming(prospect)]))
  const missing = ids.filter((id) => !named.has(id))
  const survivors = missing.length
    ? await findRows(Prospects, { mergedFrom: { $in: missing } }, { ...shown, mergedFrom: 1 }).toArray()
    : []
  for (const survivor of survivors)
    for (const id of survivor.mergedFrom ?? []) if (!named.has(id)) named.set(id, naming(survivor))
  return named
}

const shown = { firstName: 1, lastName: 1, email: 1 } as const

function naming({ _id, email, ...names }: Prospect): NamedProspect {
  return { id: _id, email, name: fullName({ ...names, email }) }
}

/** “Ada Lovelace”, else the address, else “Unknown visitor”. */
export function fullName(person: { firstName: string; lastName: string; email: string | null }): string {
  return `${person.firstName} ${person.lastName}`.trim() || person.email || 'Unknown visitor'
}
