import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** One line of a list's history: a prospect joined it or left it. By an effect, the id is derived from the effect. */
export const membershipSchema = z.object({
  _id: z.string(),
  listId: z.string(),
  prospectId: z.string(),
  change: z.enum(['joined', 'left']),
  at: z.date(),
  /** A user id, `api-key:<id>`, or `workflow:<id>`. */
  by: z.string(),
  runId: z.string().nullable(),
})
export type Membership = z.infer<typeof membershipSchema>

export const Memberships = defineCollection('memberships', membershipSchema, [
  { key: { listId: 1, at: -1, _id: -1 } },
  { key: { prospectId: 1, at: -1 } },
])
