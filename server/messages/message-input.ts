import { z } from 'zod'

/** What an author may say of an email. */
export const messageInputSchema = z.object({
  name: z.string().trim().min(1, 'Give the email a name').max(200, 'A name can have at most 200 characters'),
  subject: z.string().trim().max(500, 'A subject can have at most 500 characters'),
  html: z.string().max(400_000, 'An email can have at most 400,000 characters of HTML'),
})
