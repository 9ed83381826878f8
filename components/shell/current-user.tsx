'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { CurrentUser } from '@/server/auth/current-user'

const CurrentUserContext = createContext<CurrentUser | null>(null)

/** Tells every screen who is signed in, so that it offers only what that person may do; the server checks again. */
export function CurrentUserProvider({ user, children }: { user: CurrentUser; children: ReactNode }) {
  return <CurrentUserContext value={user}>{children}</CurrentUserContext>
}

/** Who is signed in. @throws Error outside the studio */
export function useCurrentUser(): CurrentUser {
  const user = useContext(CurrentUserContext)
  if (!user) throw new Error('useCurrentUser needs the studio shell around it')
  return user
}

/** True for those who draw, write and enrol. */
export function useCanEdit(): boolean {
  return useCurrentUser().role !== 'viewer'
}

/** True for those who publish and keep users and keys. */
export function useIsAdmin(): boolean {
  return useCurrentUser().role === 'admin'
}
