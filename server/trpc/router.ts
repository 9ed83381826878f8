import { apiKeysRouter } from './routers/api-keys'
import { bulkOperationsRouter } from './routers/bulk-operations'
import { effectsRouter } from './routers/effects'
import { fieldsRouter } from './routers/fields'
import { finishActionsRouter } from './routers/finish-actions'
import { functionsRouter } from './routers/functions'
import { holdsRouter } from './routers/holds'
import { jobsRouter } from './routers/jobs'
import { leadsRouter } from './routers/leads'
import { linksRouter } from './routers/links'
import { listsRouter } from './routers/lists'
import { messagesRouter } from './routers/messages'
import { notificationsRouter } from './routers/notifications'
import { outboxRouter } from './routers/outbox'
import { prospectsRouter } from './routers/prospects'
import { runsRouter } from './routers/runs'
import { sessionRouter } from './routers/session'
import { settingsRouter } from './routers/settings'
import { tasksRouter } from './routers/tasks'
import { trackingRouter } from './routers/tracking'
import { usersRouter } from './routers/users'
import { webhooksRouter } from './routers/webhooks'
import { workflowsRouter } from './routers/workflows'
import { router } from './trpc'

/** Everything our own pages can ask for, one router per noun. */
export const appRouter = router({
  session: sessionRouter,
  workflows: workflowsRouter,
  prospects: prospectsRouter,
  links: linksRouter,
  lists: listsRouter,
  fields: fieldsRouter,
  tasks: tasksRouter,
  leads: leadsRouter,
  notifications: notificationsRouter,
  messages: messagesRouter,
  finishActions: finishActionsRouter,
  runs: runsRouter,
  effects: effectsRouter,
  holds: holdsRouter,
  outbox: outboxRouter,
  webhooks: webhooksRouter,
  functions: functionsRouter,
  settings: settingsRouter,
  bulkOperations: bulkOperationsRouter,
  tracking: trackingRouter,
  jobs: jobsRouter,
  users: usersRouter,
  apiKeys: apiKeysRouter,
})

export type AppRouter = typeof appRouter
