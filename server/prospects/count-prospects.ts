import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { isOutOfTime } from '../db/narrow-filter'
import { Prospects } from './prospect'
import { type ProspectQuery, prospectQuerySchema, queryFilter } from './prospect-selection'

export const countProspectsSchema = prospectQuerySchema

const prospectCountSchema = z.object({
  /** Exact up to 10,000; null when counting took too long. */
  count: z.number().int().nullable(),
  /** True when there are more than `count`. */
  isMore: z.boolean(),
})
export type ProspectCount = z.infer<typeof prospectCountSchema>

/** Beyond this, nobody needs the exact number, and counting on would cost more than the page. */
const MOST_COUNTED = 10_000
const LONGEST_MS = 3_000

/** How many prospects a search and criteria match; everybody is always counted. */
export async function countProspects(query: ProspectQuery): Promise<ProspectCount> {
  const filter = queryFilter(query)
  const prospects = collectionOf(Prospects)
  if (Object.keys(filter).length === 0)
    return { count: await prospects.estimatedDocumentCount({ maxTimeMS: LONGEST_MS }), isMore: false }
  try {
    const count = await prospects.countDocuments(filter, { limit: MOST_COUNTED + 1, maxTimeMS: LONGEST_MS })
    return { count: Math.min(count, MOST_COUNTED), isMore: count > MOST_COUNTED }
  } catch (error) {
    if (isOutOfTime(error)) return { count: null, isMore: true }
    throw error
  }
}
