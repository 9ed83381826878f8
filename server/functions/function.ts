import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

export const runtimes = ['javascript', 'aws-lambda'] as const

/** A function as an admin writes it. Publishing takes a copy of it into the version. */
export const functionSchema = z.object({
  _id: z.string(),
  name: z.string(),
  description: z.string(),
  /** `javascript` runs `code` in a sandbox here; `aws-lambda` calls the function named by `target`. */
  runtime: z.enum(runtimes),
  code: z.string(),
  /** Name or ARN of the function at AWS Lambda. */
  target: z.string(),
  timeoutMs: z.number().int(),
  revision: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type StoredFunction = z.infer<typeof functionSchema>

export const Functions = defineCollection('functions', functionSchema, [{ key: { updatedAt: -1, _id: -1 } }])
