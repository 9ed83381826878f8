import type { ApiRoute } from './define-route'
import { bulkOperationRoutes } from './routes/bulk-operations'
import { eventRoutes } from './routes/events'
import { fieldRoutes } from './routes/fields'
import { finishActionRoutes } from './routes/finish-actions'
import { functionRoutes } from './routes/functions'
import { holdRoutes } from './routes/holds'
import { linkRoutes } from './routes/links'
import { listRoutes } from './routes/lists'
import { messageRoutes } from './routes/messages'
import { outboxRoutes } from './routes/outbox'
import { prospectRoutes } from './routes/prospects'
import { referralRoutes } from './routes/referrals'
import { runRoutes } from './routes/runs'
import { taskRoutes } from './routes/tasks'
import { versionRoutes } from './routes/versions'
import { webhookRoutes } from './routes/webhooks'
import { workflowRoutes } from './routes/workflows'

/** Every call of the API, in the order of the reference. */
export const routes: ApiRoute[] = [
  ...prospectRoutes,
  ...bulkOperationRoutes,
  ...linkRoutes,
  ...referralRoutes,
  ...listRoutes,
  ...fieldRoutes,
  ...taskRoutes,
  ...messageRoutes,
  ...finishActionRoutes,
  ...workflowRoutes,
  ...versionRoutes,
  ...runRoutes,
  ...holdRoutes,
  ...eventRoutes,
  ...outboxRoutes,
  ...webhookRoutes,
  ...functionRoutes,
]
