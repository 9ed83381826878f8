import { z } from 'zod'
import { prospectSnapshotSchema } from '@/workflows/prospect-snapshot'
import { defineCollection } from '../db/define-collection'

/**
 * A person. Holds every field of a snapshot, so a snapshot is a projection of it.
 * `fx` are the ids of effects applied lately: the guard that applies each effect once (3-guarantees).
 */
export const prospectSchema = prospectSnapshotSchema.extend({
  _id: z.string(),
  /** First-party visitor ids that are known to be this person. */
  visitorIds: z.array(z.string()),
  fx: z.array(z.string()),
  /** Marks which command changed several prospects at once; it is of use at that moment only. */
  changedBy: z.string().optional(),
  /** What it is found and sorted by (search.decision.md); null or absent until a tick has written it. */
  search: z.object({ words: z.array(z.string()), name: z.string().nullable() }).nullish(),
  /** Prospects that were merged into this one, directly or by others: what is recorded of them is of this person. */
  mergedFrom: z.array(z.string()).optional(),
  /** The merge, or its undoing, that this one is going away in, or getting runs back from: nothing is planned meanwhile. */
  merging: z.string().optional(),
  /** Changes of lists by criteria that were made and are still to be told: history, events. */
  listChanges: z
    .array(z.object({ id: z.string(), listId: z.string(), change: z.enum(['joined', 'left']), at: z.date() }))
    .optional(),
  lastActivityAt: z.date().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Prospect = z.infer<typeof prospectSchema>

export const Prospects = defineCollection('prospects', prospectSchema, [
  // `$gt: ''` means any text, and unlike `$type` it lets an equality use the index.
  { key: { email: 1 }, unique: true, partialFilterExpression: { email: { $gt: '' } }, name: 'email' },
  { key: { visitorIds: 1 } },
  { key: { mergedFrom: 1 }, sparse: true },
  { key: { tags: 1, createdAt: -1, _id: -1 } },
  { key: { lists: 1, createdAt: -1, _id: -1 } },
  { key: { lastActivityAt: -1, _id: -1 } },
  { key: { createdAt: -1, _id: -1 } },
  { key: { score: -1, _id: -1 } },
  { key: { email: 1, _id: 1 } },
  { key: { 'search.name': 1, _id: 1 } },
  { key: { 'search.words': 1 } },
  { key: { organization: 1, createdAt: -1, _id: -1 } },
  { key: { leadStatus: 1, createdAt: -1, _id: -1 } },
  { key: { ownerId: 1, createdAt: -1, _id: -1 } },
  { key: { 'listChanges.id': 1 }, sparse: true },
  // For those who look at what changed lately.
  { key: { updatedAt: 1, _id: 1 } },
])
