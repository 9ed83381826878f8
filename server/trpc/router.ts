import { apiKeysRouter } from './routers/api-keys'
import { sessionRouter } from './routers/session'
import { usersRouter } from './routers/users'
import { router } from './trpc'

/** Everything our own pages can ask for, one router per noun. */
export const appRouter = router({
  session: sessionRouter,
  users: usersRouter,
  apiKeys: apiKeysRouter,
})

export type AppRouter = typeof appRouter
