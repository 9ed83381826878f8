import { createUser, createUserSchema } from '../../auth/create-user'
import { listUsers } from '../../auth/list-users'
import { setRole, setRoleSchema } from '../../auth/set-role'
import { adminProcedure, router, viewerProcedure } from '../trpc'

export const usersRouter = router({
  /** Whom records can belong to; for everyone with an account. */
  names: viewerProcedure.query(async () =>
    (await listUsers()).map(({ id, name, email }) => ({ id, name: name || email, email })),
  ),
  list: adminProcedure.query(async () => ({ items: await listUsers(), next: null })),
  create: adminProcedure.input(createUserSchema).mutation(({ input }) => createUser(input)),
  setRole: adminProcedure.input(setRoleSchema).mutation(({ input }) => setRole(input)),
})
