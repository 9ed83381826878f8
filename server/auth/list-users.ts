import { getAuth } from './auth'
import { readRole } from './roles'
import type { User } from './user'

/** Everyone with an account, the oldest first. A workspace has tens of users, so this is one page. */
export async function listUsers(): Promise<User[]> {
  const auth = await getAuth()
  const { internalAdapter } = await auth.$context
  const users = await internalAdapter.listUsers(500, 0, { field: 'createdAt', direction: 'asc' })
  return users.map((user) => ({
    id: user.id,
    email: user.email,
    name: user.name,
    role: readRole('role' in user && typeof user.role === 'string' ? user.role : null),
    createdAt: user.createdAt,
  }))
}
