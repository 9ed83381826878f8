import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/** Remembers that the demo workspace was begun here, and whether all of it is there. */
export const demoMarkSchema = z.object({ _id: z.literal('demo'), finishedAt: z.date().nullable() })

export const DemoMarks = defineCollection('demo', demoMarkSchema)
