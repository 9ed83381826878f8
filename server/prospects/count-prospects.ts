import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { isOutOfTime } from '../db/is-out-of-time'
import { Prospects } from './prospect'
import { type ProspectQuery, prospectQuerySchema, queryFilter } from './prospect-selection'

export const countProspectsSchema = prospectQuerySchema

const prospectCountSchema = z.object({
  /** Exact unless there may be more: up to 10,000, or as many as were found in a moment. */
  count: z.number().int(),
  /** True when there are, or may be, more than `count`. */
  isMore: z.boolean(),
})
export type ProspectCount = z.infer<typeof prospectCountSchema>

/** Beyond this, nobody needs the exact number, and counting on would cost more than the page. */
const MOST_COUNTED = 10_000
const QUICK_MS = 120
/** Who is looked at where counting takes longer. */
const NEWEST = 6_000

/** How many prospects a search and criteria match; everybody is always counted. */
export async function countProspects(query: ProspectQuery): Promise<ProspectCount> {
  const filter = queryFilter(query)
  const prospects = collectionOf(Prospects)
  if (Object.keys(filter).length === 0)
    return { count: await prospects.estimatedDocumentCount({ maxTimeMS: LONGEST_MS }), isMore: false }
  try {
    const count = await prospects.countDocuments(filter, { limit: MOST_COUNTED + 1, maxTimeMS: QUICK_MS })
    return { count: Math.min(count, MOST_COUNTED), isMore: count > MOST_COUNTED }
  } catch (error) {
    if (isOutOfTime(error)) return { count: await countAmongNewest(filter), isMore: true }
    throw error
  }
}

async function countAmongNewest(filter: Record<string, unknown>): Promise<number> {
  const order = { createdAt: -1, _id: -1 } as const
  const [counted] = await collectionOf(Prospects)
    .aggregate<{ count: number }>(
      [{ $sort: order }, { $limit: NEWEST }, { $match: filter }, { $count: 'count' }],
      { hint: order, maxTimeMS: LONGEST_MS },
    )
    .toArray()
  return counted?.count ?? 0
}

const LONGEST_MS = 20_000
