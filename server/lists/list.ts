import { z } from 'zod'
import { criteriaSchema } from '@/workflows/criteria/criteria'
import { defineCollection } from '../db/define-collection'

/** How far a list by criteria has looked through everybody since its criteria were set. */
const fillingSchema = z.object({
  /** Another one with every change of the criteria, so that a pass that began before stops. */
  id: z.string(),
  /** Everybody up to this id has been looked at. */
  after: z.string(),
  checked: z.number().int(),
  /** How many there were when it began. */
  total: z.number().int(),
  startedAt: z.date(),
  /** Null while it goes on; then changes alone are followed. */
  finishedAt: z.date().nullable(),
})

/**
 * A list of prospects. Who is on it stands in the prospects themselves (`lists`), so snapshots have it. A static list
 * is filled by people and workflows, one by criteria by itself.
 */
export const listSchema = z.object({
  _id: z.string(),
  name: z.string(),
  description: z.string(),
  kind: z.enum(['static', 'criteria']).optional(),
  /** Who belongs on a list by criteria. */
  criteria: criteriaSchema.optional(),
  filling: fillingSchema.nullish(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type List = z.infer<typeof listSchema>

export const Lists = defineCollection('lists', listSchema, [
  { key: { createdAt: -1, _id: -1 } },
  { key: { kind: 1 } },
])
