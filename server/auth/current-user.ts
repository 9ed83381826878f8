import { getAuth } from './auth'
import { type Role, readRole } from './roles'

export type CurrentUser = { id: string; email: string; name: string; role: Role }

/** Who is signed in by the cookies of a request, or null. */
export async function currentUser(headers: Headers): Promise<CurrentUser | null> {
  if (!headers.has('cookie')) return null
  const auth = await getAuth()
  const session = await auth.api.getSession({ headers })
  if (!session) return null
  const { id, email, name, role } = session.user
  return { id, email, name, role: readRole(role) }
}
