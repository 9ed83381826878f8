import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { type Prospect, Prospects } from './prospect'
import { type Searched, searchedFields, searchOf } from './search-words'

const BATCH = 500
/** A tick stays short; the next one goes on. */
const LONGEST_MS = 2_000

export const staleSearches = { 'search.words': null }

/** Renews whoever needs it, for as long as a tick may last. */
export async function renewSearches(): Promise<void> {
  const end = Date.now() + LONGEST_MS
  while ((await renewSearch()) === BATCH && Date.now() < end);
}

/**
 * Writes what prospects are found by where it is missing: those of before there was search, those an effect renamed,
 * and whoever else writes `search: null` together with a name. A tick calls this; it can be done at any time.
 * @param ids only these; default: whoever is missing
 * @returns how many it looked at
 */
export async function renewSearch(ids?: string[]): Promise<number> {
  const prospects = await findRows(
    Prospects,
    { ...staleSearches, ...(ids && { _id: { $in: ids } }) },
    Object.fromEntries(searchedFields.map((field) => [field, 1 as const])),
  )
    .limit(BATCH)
    .toArray()
  if (prospects.length === 0) return 0
  await collectionOf(Prospects).bulkWrite(prospects.map(renewal), { ordered: false, maxTimeMS: 20_000 })
  return prospects.length
}

/** Only while the names are as they were read: who changes them meanwhile asks for the next pass. */
function renewal(prospect: Prospect) {
  const asRead: Partial<Searched> = Object.fromEntries(
    searchedFields.map((field) => [field, prospect[field]]),
  )
  return {
    updateOne: {
      filter: { _id: prospect._id, ...asRead },
      update: { $set: { search: searchOf(prospect) } },
    },
  }
}

/** What goes into the same update as new values of these fields: nothing, or that the search has to be renewed. */
export function searchIsStale(fields: string[]): { search?: null } {
  const isSearched = searchedFields.some((field) => fields.includes(field))
  return isSearched ? { search: null } : {}
}
