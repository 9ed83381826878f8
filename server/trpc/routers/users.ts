import { createUser, createUserSchema } from '../../auth/create-user'
import { listUsers } from '../../auth/list-users'
import { setRole, setRoleSchema } from '../../auth/set-role'
import { adminProcedure, router } from '../trpc'

export const usersRouter = router({
  list: adminProcedure.query(async () => ({ items: await listUsers(), next: null })),
  create: adminProcedure.input(createUserSchema).mutation(({ input }) => createUser(input)),
  setRole: adminProcedure.input(setRoleSchema).mutation(({ input }) => setRole(input)),
})
