import { z } from 'zod'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { readByFilter } from '../db/narrow-filter'
import { Prospects } from './prospect'
import { type ProspectRecord, toProspectRecord } from './prospect-record'
import { prospectQuerySchema, queryFilter } from './prospect-selection'

/** What a list of prospects can be sorted by; each has an index that ends in the id. */
const sortPaths = {
  created: 'createdAt',
  lastActivity: 'lastActivityAt',
  score: 'score',
  name: 'search.name',
  email: 'email',
} as const
export const prospectSorts = Object.keys(sortPaths) as [ProspectSort, ...ProspectSort[]] // keys of a const object
export type ProspectSort = keyof typeof sortPaths

export const listProspectsSchema = pageSchema.extend({
  ...prospectQuerySchema.shape,
  /** Exactly this address. */
  email: z.string().trim().toLowerCase().max(320).optional(),
  sort: z.enum(prospectSorts).default('created'),
  order: z.enum(['asc', 'desc']).default('desc'),
})

/** A search that is not answered by then would be no help, and keeps the database from others. */
const LONGEST_MS = 8_000

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
  ...page
}: Partial<z.output<typeof listProspectsSchema>>): Promise<Page<ProspectRecord>> {
  const asked = queryFilter({ search, criteria })
  const filter = email ? { $and: [{ email }, asked] } : asked
  const { items, next } = await readByFilter(() =>
    keysetPage(Prospects, {
      ...page,
      filter,
      by: sortPaths[sort],
      order,
      projection: { fx: 0, visitorIds: 0, 'search.words': 0 },
      maxTimeMS: LONGEST_MS,
    }),
  )
  return { items: items.map(toProspectRecord), next }
}
