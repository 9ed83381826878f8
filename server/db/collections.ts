import '../api/idempotency-record'
import '../auth/api-key'
import '../auth/setup-token'
import '../effects/stored-effect'
import '../effects/turn'
import '../events/stored-event'
import '../functions/function'
import '../jobs/lane'
import '../leads/lead'
import '../links/link'
import '../lists/list'
import '../lists/membership'
import '../messages/mail'
import '../messages/message'
import '../notifications/notification'
import '../prospects/field'
import '../prospects/prospect'
import '../prospects/tombstone'
import '../runs/plan'
import '../runs/run'
import '../settings/settings'
import '../spam/spam-window'
import '../tasks/task'
import '../webhooks/circuit-breaker'
import '../webhooks/webhook-delivery'
import '../webhooks/webhook-secret'
import '../webhooks/webhook-target'
import '../workflows/version'
import '../workflows/workflow'
import { database } from './connect'
import { definedIndexes } from './define-collection'

/** Makes every index that is missing. Safe to call from any process at any time. */
export async function ensureIndexes(): Promise<void> {
  for (const [name, indexes] of definedIndexes()) {
    if (indexes.length) await database().collection(name).createIndexes(indexes)
  }
}
