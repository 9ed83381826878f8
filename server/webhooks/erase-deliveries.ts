import { collectionOf } from '../db/collection-of'
import { WebhookDeliveries } from './webhook-delivery'

/** Takes a person out of the log of webhooks; that something was sent, where to and when, stays. */
export async function eraseDeliveries(prospectId: string, pseudonym: string): Promise<void> {
  const deliveries = collectionOf(WebhookDeliveries)
  const maxTimeMS = 60_000
  await deliveries.updateMany(
    { prospectId, state: 'waiting' },
    { $set: { state: 'skipped', nextAt: null } },
    { maxTimeMS },
  )
  await deliveries.updateMany(
    { prospectId },
    {
      $set: {
        prospectId: pseudonym,
        headers: {},
        body: '',
        reason: 'The prospect was erased.',
        'attempts.$[].answer': '',
        'attempts.$[].error': null,
      },
    },
    { maxTimeMS },
  )
}
