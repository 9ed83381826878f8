import { z } from 'zod'
import { defineCollection } from '../db/define-collection'

/**
 * An email as a marketer writes it. Every anchor in `html` carries `data-link-id`; `links` lists them by that id,
 * so a goal stays bound when the destination changes (?14). Saving makes a tracked link record for each.
 */
export const messageSchema = z.object({
  _id: z.string(),
  name: z.string(),
  subject: z.string(),
  html: z.string(),
  links: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      destination: z.string(),
      type: z.enum(['url', 'phone', 'email', 'landing-page']),
    }),
  ),
  revision: z.number().int(),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Message = z.infer<typeof messageSchema>

export const Messages = defineCollection('messages', messageSchema, [{ key: { updatedAt: -1, _id: -1 } }])
