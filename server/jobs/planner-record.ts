import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/**
 * A worker that plans just now, under its name, so that the others leave it its share of the lanes, or all of them.
 * Times are the database's; `since` when it began.
 */
export const plannerSchema = z.object({ _id: z.string(), since: z.date(), until: z.date() })

export const Planners = defineCollection('planners', plannerSchema)
