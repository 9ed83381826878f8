import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** An email as it was when the version was published; a run sends this, whatever happens to the draft (?14). */
export const publishedMessageSchema = z.object({
  id: z.string(),
  name: z.string(),
  subject: z.string(),
  html: z.string(),
})
export type PublishedMessage = z.infer<typeof publishedMessageSchema>

/** A function as it was when the version was published. */
export const publishedFunctionSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** `javascript` runs `code` in the sandbox here; `aws-lambda` calls the function named by `target`. */
  runtime: z.enum(['javascript', 'aws-lambda']),
  code: z.string(),
  target: z.string(),
  timeoutMs: z.number().int(),
})
export type PublishedFunction = z.infer<typeof publishedFunctionSchema>

/** One published drawing: immutable, hashed over everything it resolves to. Never updated, never deleted. */
export const versionSchema = z.object({
  _id: z.string(),
  workflowId: z.string(),
  number: z.number().int(),
  hash: z.string(),
  document: z.unknown(),
  messages: z.array(publishedMessageSchema),
  /** Functions as they were when the version was published. */
  functions: z.array(publishedFunctionSchema).optional(),
  publishedAt: z.date(),
  publishedBy: z.string(),
})
export type Version = z.infer<typeof versionSchema>

export const Versions = defineCollection('versions', versionSchema, [
  { key: { workflowId: 1, number: -1 }, unique: true },
])
