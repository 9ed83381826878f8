import { z } from 'zod'
import { completeCriteriaSchema } from '@/workflows/criteria/criteria'
import { toFilter } from '@/workflows/criteria/to-filter'
import { searchFilter } from './search-filter'

/** Which prospects of the list are asked for: the search box and the filter builder. */
export const prospectQuerySchema = z.object({
  /** Words in names, organization or email address; every word must be found. */
  search: z.string().trim().max(200).optional(),
  /** A rule tree as everywhere; null or nothing means everybody. */
  criteria: completeCriteriaSchema.optional(),
})
export type ProspectQuery = z.infer<typeof prospectQuerySchema>

/** Prospects that were chosen: some by id, or all that a search and criteria match at the moment they are read. */
export const prospectSelectionSchema = z.union([
  z.strictObject({
    ids: z
      .array(z.string().min(1).max(100))
      .min(1, 'Choose at least one prospect')
      .max(1000, 'Choose at most 1,000 prospects by id, or all that match a filter'),
  }),
  z.strictObject({ all: z.literal(true), ...prospectQuerySchema.shape }),
])
export type ProspectSelection = z.infer<typeof prospectSelectionSchema>

/** The MongoDB filter of a search and criteria; `{}` for everybody. Read with findRows or collectionOf. */
export function queryFilter({ search, criteria }: ProspectQuery): Record<string, unknown> {
  const parts = [
    ...(search ? [searchFilter(search)] : []),
    ...(criteria ? [toFilter(criteria, new Date())] : []),
  ]
  return parts.length > 1 ? { $and: parts } : (parts[0] ?? {})
}

/** The MongoDB filter of a selection. Whoever is meant can change while it is worked through; page it by `_id`. */
export function selectionFilter(selection: ProspectSelection): Record<string, unknown> {
  return 'ids' in selection ? { _id: { $in: [...new Set(selection.ids)] } } : queryFilter(selection)
}
