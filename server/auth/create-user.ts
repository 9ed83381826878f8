import { z } from 'zod'
import { AppError } from '../errors'
import { getAuth } from './auth'
import { passwordSchema } from './password'
import { readRole, roles } from './roles'
import type { User } from './user'

export const createUserSchema = z.object({
  email: z.email('Enter a valid email address').max(320),
  name: z.string().trim().min(1, 'Enter a name').max(200),
  password: passwordSchema,
  role: z.enum(roles),
})

/**
 * Gives a person an account.
 * @throws AppError 'conflict' when the address has one
 */
export async function createUser(input: z.infer<typeof createUserSchema>): Promise<User> {
  const auth = await getAuth()
  const { internalAdapter } = await auth.$context
  if (await internalAdapter.findUserByEmail(input.email.toLowerCase())) throw taken()
  const { user } = await auth.api.createUser({ body: input })
  const { id, email, name, createdAt } = user
  return { id, email, name, role: readRole(user.role), createdAt }
}

function taken(): AppError {
  return new AppError('conflict', {
    message: 'a user with this address exists',
    userMessage: 'Someone with this email address has an account already. Choose another address.',
  })
}
