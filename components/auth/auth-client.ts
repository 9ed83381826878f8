import { createAuthClient } from 'better-auth/react'

/** Signing in and out, at this origin's `/api/auth`. */
export const authClient = createAuthClient()
