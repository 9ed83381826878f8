import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

export const bulkKinds = ['prospects.import', 'prospects.export', 'prospects.change'] as const
export type BulkKind = (typeof bulkKinds)[number]

export const bulkStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const

/** Files that an operation reads and makes, by what they are for. */
export const bulkFilesSchema = z.object({
  /** What was uploaded; deleted when the operation is over. */
  source: z.string().nullable(),
  /** What can be downloaded in the end. */
  result: z.string().nullable(),
  /** Rows that were not imported, with the reason. */
  errors: z.string().nullable(),
})

/**
 * Work on many records, done in chunks by whichever worker has its lane. A chunk is looked at, its orders are saved
 * here, they are carried out, and only then the cursor moves: so a crash repeats orders, never decisions.
 */
export const bulkOperationSchema = z.object({
  _id: z.string(),
  kind: z.enum(bulkKinds),
  /** What is being done, for people: “Import of contacts.csv”. */
  title: z.string(),
  /** What was asked for, by kind; null when it is over, since it may name people. */
  input: z.unknown(),
  /** A user id, or `api-key:<id>`. */
  startedBy: z.string(),
  state: z.enum(bulkStates),
  /** False once it is over; what indexes look for. */
  isOpen: z.boolean(),
  lane: z.number().int(),
  /** The fence of the lane lease under which it was worked on last. */
  fence: z.number().int(),
  /** Grows when it has to begin again, so that what was under way is not saved. */
  round: z.number().int(),
  /** When this round began. */
  begunAt: z.date(),
  /** Total null: not known yet. */
  progress: z.object({ done: z.number().int(), total: z.number().int().nullable() }),
  /** Where to go on, by kind; null: at the start. */
  cursor: z.unknown(),
  /** Orders that were decided on and are not known to be carried out, by kind; null: none. */
  pending: z.unknown(),
  counts: z.record(z.string(), z.number().int()),
  files: bulkFilesSchema,
  /** Chunks tried in vain since the last one that was done. */
  attempts: z.number().int(),
  notBefore: z.date(),
  /** Why it failed, and what to do next. */
  failure: z.string().nullable(),
  /** HMACs of the addresses of people who were erased while it ran. */
  forgotten: z.array(z.string()),
  createdAt: z.date(),
  updatedAt: z.date(),
  startedAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
})
export type BulkOperation = z.infer<typeof bulkOperationSchema>

export const BulkOperations = defineCollection('bulkoperations', bulkOperationSchema, [
  { key: { lane: 1, updatedAt: 1 }, partialFilterExpression: { isOpen: true }, name: 'open' },
  { key: { createdAt: -1, _id: -1 } },
  { key: { 'files.errors': 1 }, partialFilterExpression: { 'files.errors': { $gt: '' } }, name: 'of-errors' },
])
