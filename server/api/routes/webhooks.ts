import { deliveryRecordSchema, listedDeliverySchema } from '../../webhooks/delivery-record'
import { listDeliveries, listDeliveriesSchema } from '../../webhooks/list-deliveries'
import { loadDelivery } from '../../webhooks/load-delivery'
import { resendDelivery } from '../../webhooks/resend-delivery'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Webhooks'

export const webhookRoutes = [
  defineRoute({
    method: 'get',
    path: '/webhooks',
    tag,
    scope: 'read',
    summary: 'List fired webhooks',
    description: 'The newest first, each with its last attempt.',
    query: listDeliveriesSchema,
    answer: pageOf(listedDeliverySchema),
    handle: ({ query }) => listDeliveries(query),
  }),
  defineRoute({
    method: 'get',
    path: '/webhooks/{id}',
    tag,
    scope: 'read',
    summary: 'Read a fired webhook',
    description: 'The request with secrets masked, and every attempt with status, time and answer.',
    params: idParams,
    answer: deliveryRecordSchema,
    handle: ({ params }) => loadDelivery(params.id),
  }),
  defineRoute({
    method: 'post',
    path: '/webhooks/{id}/resend',
    tag,
    scope: 'write',
    summary: 'Send a webhook again',
    description: 'With the same body and the same `webhook-id`. It is sent by a worker, soon.',
    params: idParams,
    status: 204,
    handle: async ({ params }) => {
      await resendDelivery(params.id)
      return undefined
    },
  }),
]
