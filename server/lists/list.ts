import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** A static list of prospects. Who is on it stands in the prospects themselves (`lists`), so snapshots have it. */
export const listSchema = z.object({
  _id: z.string(),
  name: z.string(),
  description: z.string(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type List = z.infer<typeof listSchema>

export const Lists = defineCollection('lists', listSchema, [{ key: { createdAt: -1, _id: -1 } }])
