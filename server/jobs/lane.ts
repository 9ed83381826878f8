import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** The lease on one lane of one kind of work (`plan:7`); times are the database's. */
export const laneSchema = z.object({
  _id: z.string(),
  owner: z.string().nullable(),
  /** Who held it when this owner took it: null after a proper release, else somebody who never came back. */
  takenFrom: z.string().nullable(),
  until: z.date(),
  /** Grows with every claim. */
  fence: z.number().int(),
})
export type Lane = z.infer<typeof laneSchema>

export const Lanes = defineCollection('lanes', laneSchema)
