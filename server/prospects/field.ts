import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** A custom field of the workspace's prospects, by its key; `fields.<key>` in criteria. */
export const fieldSchema = z.object({
  _id: z.string(),
  label: z.string(),
  /** Never changes, so that stored values stay right. A date is a day, kept as text like `2026-03-31`. */
  type: z.enum(['text', 'number', 'boolean', 'date', 'choice']),
  /** Of a choice: what there is to choose from. */
  options: z.array(z.string()).optional(),
  /** Set: not offered any more; values stay. */
  archivedAt: z.date().nullish(),
  createdAt: z.date(),
})
export type Field = z.infer<typeof fieldSchema>

export const Fields = defineCollection('fields', fieldSchema)
