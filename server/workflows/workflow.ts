import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/**
 * A workflow and its draft. `draft` is kept as it was saved and read through `readDocument` only;
 * `revision` counts saves, so that two people do not overwrite each other.
 */
export const workflowSchema = z.object({
  _id: z.string(),
  name: z.string(),
  draft: z.unknown(),
  revision: z.number().int(),
  live: z
    .object({ versionId: z.string(), number: z.number().int(), hash: z.string(), publishedAt: z.date() })
    .nullable(),
  /** The revision the live version was made of: another one means unpublished changes. */
  liveRevision: z.number().int().nullish(),
  /** Starts no new runs. */
  isPaused: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
  archivedAt: z.date().nullable(),
})
export type Workflow = z.infer<typeof workflowSchema>

export const Workflows = defineCollection('workflows', workflowSchema, [
  { key: { updatedAt: -1, _id: -1 } },
  { key: { 'live.versionId': 1 } },
])
