import { apiKeysRouter } from './routers/api-keys'
import { effectsRouter } from './routers/effects'
import { finishActionsRouter } from './routers/finish-actions'
import { linksRouter } from './routers/links'
import { messagesRouter } from './routers/messages'
import { outboxRouter } from './routers/outbox'
import { prospectsRouter } from './routers/prospects'
import { runsRouter } from './routers/runs'
import { sessionRouter } from './routers/session'
import { settingsRouter } from './routers/settings'
import { usersRouter } from './routers/users'
import { workflowsRouter } from './routers/workflows'
import { router } from './trpc'

/** Everything our own pages can ask for, one router per noun. */
export const appRouter = router({
  session: sessionRouter,
  workflows: workflowsRouter,
  prospects: prospectsRouter,
  links: linksRouter,
  messages: messagesRouter,
  finishActions: finishActionsRouter,
  runs: runsRouter,
  effects: effectsRouter,
  outbox: outboxRouter,
  settings: settingsRouter,
  users: usersRouter,
  apiKeys: apiKeysRouter,
})

export type AppRouter = typeof appRouter
