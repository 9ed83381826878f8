import { z } from 'zod'
import { roles } from './roles'

/** A person with an account, as admins see it. */
export const userSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  createdAt: z.date(),
})
export type User = z.infer<typeof userSchema>
