import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** A custom field of the workspace's prospects, by its key; `fields.<key>` in criteria. */
export const fieldSchema = z.object({
  _id: z.string(),
  label: z.string(),
  type: z.enum(['text', 'number', 'boolean']),
  createdAt: z.date(),
})
export type Field = z.infer<typeof fieldSchema>

export const Fields = defineCollection('fields', fieldSchema)
