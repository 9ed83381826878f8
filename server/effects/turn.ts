import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/**
 * One turn of a rotation; the id is that of the effect whose turn it is, so that an effect has one turn however
 * often it is begun. `number` counts without gaps, which the unique index sees to.
 */
export const turnSchema = z.object({
  _id: z.string(),
  rotationId: z.string(),
  number: z.number().int(),
  userId: z.string(),
  at: z.date(),
})
export type Turn = z.infer<typeof turnSchema>

export const Turns = defineCollection('turns', turnSchema, [
  { key: { rotationId: 1, number: 1 }, unique: true },
])
