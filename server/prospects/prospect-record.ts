import { z } from 'zod'
import { prospectSnapshotSchema } from '@/workflows/prospect-snapshot'
import type { Prospect } from './prospect'

/** A prospect as every door shows it. */
export const prospectRecordSchema = z.object({
  id: z.string(),
  ...prospectSnapshotSchema.shape,
  /** Ids of prospects that were merged into this one; absent: none. */
  mergedFrom: z.array(z.string()).optional(),
  lastActivityAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type ProspectRecord = z.infer<typeof prospectRecordSchema>

/** What may be shown of a stored prospect: everything but our own bookkeeping. */
export function toProspectRecord({
  _id,
  fx: _fx,
  changedBy: _changedBy,
  visitorIds: _visitorIds,
  search: _search,
  listChanges: _listChanges,
  merging: _merging,
  ...rest
}: Prospect): ProspectRecord {
  return { id: _id, ...rest }
}
