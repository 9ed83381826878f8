import { z } from 'zod'
import { isOutOfTime } from '../db/is-out-of-time'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { normaliseEmail } from './email-address'
import { type Prospect, Prospects } from './prospect'
import { type ProspectRecord, toProspectRecord } from './prospect-record'
import { prospectQuerySchema, queryFilter } from './prospect-selection'
import { rarestWord, wordsOf } from './search-filter'

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
  email: z.string().overwrite(normaliseEmail).max(320).optional(),
  sort: z.enum(prospectSorts).default('created'),
  order: z.enum(['asc', 'desc']).default('desc'),
})
type ListProspects = Partial<z.output<typeof listProspectsSchema>>

/** How long a page by an index may take; where it leads to too many, or none does, everybody is looked through in order. */
const QUICK_MS = 150
/** When a page ends, full or not. */
const PATIENCE_MS = 240
/** How long to look for the whole of a page when a short one was not enough, by an index, and by reading everybody. */
const LONG_MS = 1_000
const LONGEST_MS = 5_000

/**
 * Prospects that a search and criteria match, sorted; those without the value come last in either order. What cannot be
 * found in a moment comes in short pages: one can have fewer than `limit`, or none, while `next` leads on. Only the first
 * is short at any price: whoever asks for more is ready to wait for it.
 */
export async function listProspects({
  search = '',
  criteria,
  email,
  sort = 'created',
  order = 'desc',
  cursor = null,
  limit = 50,
}: ListProspects): Promise<Page<ProspectRecord>> {
  const asked = queryFilter({ search, criteria })
  const read: Read = (how) =>
    keysetPage(Prospects, {
      cursor,
      limit,
      filter: email ? { $and: [{ email }, asked] } : asked,
      by: sorts[sort].by,
      order,
      projection: { fx: 0, visitorIds: 0, 'search.words': 0 },
      ...how,
    })
  const until = Date.now() + PATIENCE_MS
  const way = await waysTo(search, Boolean(criteria ?? email))
  const inTime = await readWithin(QUICK_MS, read, way.quick)
  const { items, next } =
    inTime ?? (await lookThrough(read, { cursor, limit, until, hint: sorts[sort].index }))
  const isUnfinished = cursor !== null && next !== null && items.length < limit
  const rest = isUnfinished
    ? await readThoroughly((how) => read({ ...how, cursor: next, limit: limit - items.length }), way)
    : null
  return { items: [...items, ...(rest?.items ?? [])].map(toProspectRecord), next: rest ? rest.next : next }
}

type How = Partial<Parameters<typeof keysetPage<Prospect>>[1]>
type Read = (how: How) => Promise<Page<Prospect>>

type Ways = { quick: How | null; thorough: How }

/**
 * `quick`: how a page is found soonest, rare words by their index, conditions as the database finds out; null for common
 * words alone, which are found soonest by going through everybody in their order. The database cannot know which words those
 * are, since it keeps no counts of words. `thorough`: how all who match are found soonest.
 */
async function waysTo(search: string, isFiltered: boolean): Promise<Ways> {
  const words = wordsOf(search)
  if (words.length === 0) return { quick: {}, thorough: { hint: { $natural: 1 } } }
  const { isRare, ...byWord } = await rarestWord(words)
  if (isRare) return { quick: byWord, thorough: byWord }
  return { quick: isFiltered ? {} : null, thorough: byWord }
}

/** Null when it takes longer. */
async function readWithin(maxTimeMS: number, read: Read, how: How | null): Promise<Page<Prospect> | null> {
  if (how === null) return null
  try {
    return await read({ ...how, maxTimeMS })
  } catch (error) {
    if (isOutOfTime(error)) return null
    throw error
  }
}

async function readThoroughly(read: Read, { quick, thorough }: Ways): Promise<Page<Prospect> | null> {
  return (await readWithin(LONG_MS, read, quick)) ?? (await readWithin(LONGEST_MS, read, thorough))
}

type Looking = { cursor: string | null; limit: number; until: number; hint: NonNullable<How['hint']> }

/** Looks through everybody in their order, stretch after stretch, until the page is full or its time is over. */
async function lookThrough(read: Read, { cursor, limit, until, hint }: Looking): Promise<Page<Prospect>> {
  const items: Prospect[] = []
  let next = cursor
  let lookAt = 1_000
  for (;;) {
    const began = Date.now()
    const page = await read({ hint, lookAt, cursor: next, limit: limit - items.length })
    items.push(...page.items)
    next = page.next
    const left = until - Date.now()
    if (next === null || items.length === limit || left <= 0) return { items, next }
    // As many as the time that is left should do for.
    lookAt = Math.ceil(lookAt * Math.min(2, left / (Date.now() - began + 1)))
  }
}
