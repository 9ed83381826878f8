import { z } from 'zod'
import { AppError } from '../errors'
import { getAuth } from './auth'
import { listUsers } from './list-users'
import { roles } from './roles'

export const setRoleSchema = z.object({ userId: z.string().min(1), role: z.enum(roles) })

/**
 * Changes what a person may do.
 * @throws AppError 'not-found', or 'unprocessable' when no admin would be left
 */
export async function setRole({ userId, role }: z.infer<typeof setRoleSchema>): Promise<void> {
  const users = await listUsers()
  if (!users.some(({ id }) => id === userId)) throw unknownUser(userId)
  const isAdminLeft = role === 'admin' || users.some((user) => user.role === 'admin' && user.id !== userId)
  if (!isAdminLeft) throw lastAdmin()
  const auth = await getAuth()
  const { internalAdapter } = await auth.$context
  await internalAdapter.updateUser(userId, { role })
}

function unknownUser(userId: string): AppError {
  return new AppError('not-found', {
    message: `no user ${userId}`,
    userMessage: 'This person has no account any more. Reload the page.',
  })
}

function lastAdmin(): AppError {
  return new AppError('unprocessable', {
    message: 'the last admin cannot step down',
    userMessage: 'This is the only admin. Make someone else an admin first.',
  })
}
