import type { Role } from '../../auth/roles'
import { appRouter } from '../router'
import { createCaller } from '../trpc'

/** Procedures called as someone of this role, or as nobody; without HTTP, with everything else. */
export function callerAs(role: Role | null, headers: Record<string, string> = {}) {
  const user = role && { id: `test-${role}`, email: `${role}@example.com`, name: role, role }
  return createCaller(appRouter)({ user, headers: new Headers(headers) })
}
