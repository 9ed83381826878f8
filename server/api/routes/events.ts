import { z } from 'zod'
import { reportEvent, reportEventSchema } from '../../events/report-event'
import { defineRoute } from '../define-route'

export const eventRoutes = [
  defineRoute({
    method: 'post',
    path: '/events',
    tag: 'Events',
    scope: 'write',
    summary: 'Report an event',
    description:
      'It stands in the timeline of the prospect. With an `id` of your own, reporting it again changes nothing.',
    body: reportEventSchema,
    status: 202,
    answer: z.object({ id: z.string(), prospectId: z.string().nullable() }),
    handle: ({ body, actor }) => reportEvent(body, actor.keyId),
  }),
]
