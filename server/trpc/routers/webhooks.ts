import { z } from 'zod'
import { listDeliveries, listDeliveriesSchema } from '../../webhooks/list-deliveries'
import { loadDelivery } from '../../webhooks/load-delivery'
import { resendDelivery } from '../../webhooks/resend-delivery'
import { loadWebhookSecret, rotateWebhookSecret } from '../../webhooks/webhook-secret'
import { enableTarget, listDisabledTargets } from '../../webhooks/webhook-target'
import { adminProcedure, marketerProcedure, router, viewerProcedure } from '../trpc'

const one = z.object({ id: z.string() })

export const webhooksRouter = router({
  list: viewerProcedure.input(listDeliveriesSchema).query(({ input }) => listDeliveries(input)),
  get: viewerProcedure.input(one).query(({ input }) => loadDelivery(input.id)),
  resend: marketerProcedure.input(one).mutation(({ input }) => resendDelivery(input.id)),
  disabledTargets: viewerProcedure.query(async () => ({ items: await listDisabledTargets() })),
  enableTarget: marketerProcedure.input(one).mutation(({ input }) => enableTarget(input.id)),
  secret: adminProcedure.query(() => loadWebhookSecret()),
  rotateSecret: adminProcedure.mutation(() => rotateWebhookSecret()),
})
