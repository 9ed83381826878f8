import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type CurrentUser, currentUser } from '@/server/auth/current-user'

/** Who is signed in; sends everybody else to sign in, and back here afterwards. */
export async function requireUser(): Promise<CurrentUser> {
  const incoming = await headers()
  const user = await currentUser(incoming)
  if (user) return user
  redirect(`/sign-in?next=${encodeURIComponent(incoming.get('x-requested-path') ?? '/')}`)
}
