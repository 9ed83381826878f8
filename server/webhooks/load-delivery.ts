import { collectionOf } from '../db/collection-of'
import { AppError } from '../errors'
import { nameProspects } from '../prospects/name-prospects'
import type { DeliveryRecord } from './delivery-record'
import { WebhookDeliveries, type WebhookDelivery } from './webhook-delivery'

/** One webhook with all its attempts. @throws AppError 'not-found' */
export async function loadDelivery(id: string): Promise<DeliveryRecord> {
  const { _id, tries: _tries, ...delivery } = await findDelivery(id)
  const names = await nameProspects([delivery.prospectId])
  return { id: _id, ...delivery, prospectName: names.get(delivery.prospectId)?.name ?? '' }
}

/** The stored webhook. @throws AppError 'not-found' */
export async function findDelivery(id: string): Promise<WebhookDelivery> {
  const delivery = await collectionOf(WebhookDeliveries).findOne({ _id: id }, { maxTimeMS: 5_000 })
  if (delivery) return delivery
  throw new AppError('not-found', {
    message: `no webhook delivery ${id}`,
    userMessage: 'This webhook does not exist. Choose one from the list.',
  })
}
