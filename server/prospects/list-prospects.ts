import { z } from 'zod'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { isOutOfTime, readByFilter } from '../db/narrow-filter'
import { Prospects } from './prospect'
import { type ProspectRecord, toProspectRecord } from './prospect-record'
import { prospectQuerySchema, queryFilter } from './prospect-selection'
import { type RareWord, rarestWord, wordsOf } from './search-filter'

/** What a list of prospects can be sorted by; each has an index that ends in the id. */
const sorts = {
  created: { by: 'createdAt', index: { createdAt: -1, _id: -1 } },
  lastActivity: { by: 'lastActivityAt', index: { lastActivityAt: -1, _id: -1 } },
  score: { by: 'score', index: { score: -1, _id: -1 } },
  name: { by: 'search.name', index: { 'search.name': 1, _id: 1 } },
  email: { by: 'email', index: { email: 1, _id: 1 } },
} as const
export type ProspectSort = keyof typeof sorts
const prospectSorts = Object.keys(sorts) as [ProspectSort, ...ProspectSort[]] // keys of a const object

export const listProspectsSchema = pageSchema.extend({
  ...prospectQuerySchema.shape,
  /** Exactly this address. */
  email: z.string().trim().toLowerCase().max(320).optional(),
  sort: z.enum(prospectSorts).default('created'),
  order: z.enum(['asc', 'desc']).default('desc'),
})
type ListProspects = Partial<z.output<typeof listProspectsSchema>>

/** A filter that is not answered by then would be no help, and keeps the database from others. */
const LONGEST_MS = 8_000

/** How long to look for a full page among everybody in their order, before looking at all who have the rarest word. */
const LUCK_MS = 120

/**
 * Prospects that a search and criteria match, sorted; those without the value come last in either order.
 * @throws AppError 'unprocessable' when the filter would have to look at too many prospects
 */
export async function listProspects({
  search,
  criteria,
  email,
  sort = 'created',
  order = 'desc',
  cursor,
  limit,
}: ListProspects): Promise<Page<ProspectRecord>> {
  const asked = queryFilter({ search, criteria })
  const read = (how: How) =>
    keysetPage(Prospects, {
      cursor,
      limit,
      filter: email ? { $and: [{ email }, asked] } : asked,
      by: sorts[sort].by,
      order,
      projection: { fx: 0, visitorIds: 0, 'search.words': 0 },
      maxTimeMS: LONGEST_MS,
      ...how,
    })
  const { items, next } = await readByFilter(() => searchOrRead(search ?? '', sorts[sort].index, read))
  return { items: items.map(toProspectRecord), next }
}

type How = { hint?: Record<string, 1 | -1>; stretch?: RareWord['stretch']; maxTimeMS?: number }

/**
 * Common words are found soonest by going through everybody in their order, rare ones by their index. The database cannot
 * know which it is, since it keeps no counts of words; so we count, up to a limit.
 */
async function searchOrRead<Result>(
  search: string,
  inOrder: Record<string, 1 | -1>,
  read: (how: How) => Promise<Result>,
): Promise<Result> {
  const words = wordsOf(search)
  if (words.length === 0) return read({})
  const { isRare, ...byWord } = await rarestWord(words)
  if (isRare) return read(byWord)
  try {
    return await read({ hint: inOrder, maxTimeMS: LUCK_MS })
  } catch (error) {
    if (!isOutOfTime(error)) throw error
    return read(byWord)
  }
}
