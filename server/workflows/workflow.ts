import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** A record that carries a finish action list, and for emails the event it belongs to. */
export const hostSchema = z.object({
  kind: z.enum(['link', 'file', 'form', 'message']),
  id: z.string(),
  on: z.enum(['click', 'open', 'unsubscribe']).nullable(),
})
export type Host = z.infer<typeof hostSchema>

/**
 * A workflow and its draft. `draft` is kept as it was saved and read through `readDocument` only;
 * `revision` counts saves, so that two people do not overwrite each other.
 */
export const workflowSchema = z.object({
  _id: z.string(),
  /** The record whose finish action list this is (IF-1); null or absent for a workflow that somebody draws. */
  host: hostSchema.nullish(),
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
  {
    key: { 'host.id': 1, 'host.on': 1 },
    unique: true,
    partialFilterExpression: { 'host.id': { $gt: '' } },
    name: 'of-host',
  },
  // Read for every round of planning: the few that somebody draws, among many lists of hosts, and those that are paused.
  { key: { archivedAt: 1 }, partialFilterExpression: { host: null }, name: 'drawn' },
  { key: { isPaused: 1 }, partialFilterExpression: { isPaused: true }, name: 'paused' },
])
