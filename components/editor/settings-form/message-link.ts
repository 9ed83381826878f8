import { z } from 'zod'

/** Links in emails, by id: they stay chosen when the email is rewritten around them. */
export const messageLinksSchema = z.array(z.object({ messageId: z.string(), linkId: z.string() }))
export type MessageLink = z.infer<typeof messageLinksSchema>[number]
