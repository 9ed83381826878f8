import { z } from 'zod'
import { escapeRegExp } from '../db/escape-reg-exp'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { type NamedProspect, nameProspects } from '../prospects/name-prospects'
import type { ListedDelivery } from './delivery-record'
import { WebhookDeliveries, type WebhookDelivery, webhookDeliverySchema } from './webhook-delivery'

export const listDeliveriesSchema = pageSchema.extend({
  state: webhookDeliverySchema.shape.state.optional(),
  prospectId: z.string().optional(),
  runId: z.string().optional(),
  /** Part of the address. */
  search: z.string().trim().max(200).optional(),
})

/** Webhooks, the newest first. */
export async function listDeliveries({
  state,
  prospectId,
  runId,
  search,
  ...page
}: z.input<typeof listDeliveriesSchema> = {}): Promise<Page<ListedDelivery>> {
  const filter = {
    ...(state ? { state } : {}),
    ...(prospectId ? { prospectId } : {}),
    ...(runId ? { runId } : {}),
    ...(search ? { url: { $regex: escapeRegExp(search), $options: 'i' } } : {}),
  }
  const { items, next } = await keysetPage(WebhookDeliveries, { ...page, filter, by: 'createdAt' })
  const names = await nameProspects(items.map((delivery) => delivery.prospectId))
  return { items: items.map((delivery) => listed(delivery, names)), next }
}

function listed(delivery: WebhookDelivery, names: Map<string, NamedProspect>): ListedDelivery {
  const { _id, url, method, state, reason, nextAt, createdAt, prospectId, runId, workflowId } = delivery
  const last = delivery.attempts.at(-1)
  return {
    id: _id,
    ...{ url, method, state, reason, nextAt, createdAt, prospectId, runId, workflowId },
    prospectName: names.get(prospectId)?.name ?? '',
    attempts: delivery.attempts.length,
    lastAttempt: last
      ? { at: last.at, status: last.status, error: last.error, durationMs: last.durationMs }
      : null,
  }
}
