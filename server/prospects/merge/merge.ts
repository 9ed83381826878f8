import { z } from 'zod'
import { mergeChoicesSchema } from '@/workflows/combine-prospects'
import { prospectSnapshotSchema } from '@/workflows/prospect-snapshot'
import { defineCollection } from '../../db/define-collection'
import { now } from '../../jobs/clock'
import { prospectSchema } from '../prospect'

/**
 * One prospect taken into another one. It is done in steps that each can be repeated, so whoever finds it half done
 * goes on (docs/decisions/merging-prospects.md).
 */
export const mergeSchema = z.object({
  _id: z.string(),
  /** Who goes, and who stays. */
  from: z.string(),
  into: z.string(),
  state: z.enum(['merging', 'merged', 'undoing', 'undone', 'aborted']),
  choices: mergeChoicesSchema,
  /** A user id, or `api-key:<id>`. */
  by: z.string(),
  at: z.date(),
  undoneBy: z.string().nullable(),
  undoneAt: z.date().nullable(),
  /** Both ids while it is under way: a prospect takes part in one merge at a time. */
  busy: z.array(z.string()).optional(),
  lease: z.object({ owner: z.string(), until: z.date() }).nullable(),
  /** While it is under way: how often it failed, and until when it is left alone for that. */
  failures: z.number().int().optional(),
  retryAt: z.date().optional(),
  /** Who goes, complete, as of the moment they went. */
  copy: prospectSchema.nullable(),
  /** Who stays, as of right before they got the values of the other. */
  before: prospectSnapshotSchema.extend({ visitorIds: z.array(z.string()) }).nullable(),
  /** What was moved because it goes on: the only things an undo has to move back. */
  moved: z
    .object({ runIds: z.array(z.string()), effectIds: z.array(z.string()), taskIds: z.array(z.string()) })
    .nullable(),
})
export type Merge = z.infer<typeof mergeSchema>

/** Those under way that are not put off. */
export const toBeFinished = () => ({
  busy: { $exists: true },
  $or: [{ retryAt: { $exists: false } }, { retryAt: { $lte: now() } }],
})

export const Merges = defineCollection('merges', mergeSchema, [
  { key: { from: 1, at: -1 } },
  { key: { into: 1, at: -1 } },
  { key: { busy: 1 }, unique: true, sparse: true },
])
