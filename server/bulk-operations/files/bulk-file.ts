import type { Binary } from 'mongodb'
import { z } from 'zod'
import { defineCollection } from '../../db/define-collection'

/**
 * A file that any process can read and that grows part by part, each part written under a name of its own, so that
 * writing one again changes nothing. (GridFS can neither be appended to nor resumed; see files.decision.md.)
 */
export const bulkFileSchema = z.object({
  _id: z.string(),
  name: z.string(),
  /** Who may use it before an operation does: a user id or `api-key:<id>`; null: it is an operation's. */
  ownedBy: z.string().nullable(),
  /** False while parts are still being written. */
  isComplete: z.boolean(),
  bytes: z.number().int(),
  /** Put before the parts in a download. */
  head: z.string(),
  /** SHA-256 of an upload, in hex. */
  hash: z.string().nullable(),
  /** What text an upload is; null for what we write. */
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).nullable(),
  createdAt: z.date(),
  /** A tick deletes it after that; anybody may ask for it until then. */
  expiresAt: z.date(),
})
export type BulkFile = z.infer<typeof bulkFileSchema>

/** One part: `<file>:<n>`; read in the order of `n`, which need not be without gaps. */
export const bulkFilePartSchema = z.object({
  _id: z.string(),
  file: z.string(),
  n: z.number().int(),
  /** Where it begins, for uploads; 0 for what we write. */
  at: z.number().int(),
  data: z.custom<Binary | Buffer>(),
})
export type BulkFilePart = z.infer<typeof bulkFilePartSchema>

export const BulkFiles = defineCollection('bulkfiles', bulkFileSchema, [{ key: { expiresAt: 1 } }])
export const BulkFileParts = defineCollection('bulkfileparts', bulkFilePartSchema, [
  { key: { file: 1, n: 1 } },
  { key: { file: 1, at: 1 } },
])
