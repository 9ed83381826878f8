import { z } from '@hono/zod-openapi'
import { discardHeld } from '../../holds/discard-held'
import { heldRecordSchema } from '../../holds/held-record'
import { listHeld, listHeldSchema } from '../../holds/list-held'
import { loadHeld } from '../../holds/load-held'
import { releaseHeld } from '../../holds/release-held'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Holds'

export const holdRoutes = [
  defineRoute({
    method: 'get',
    path: '/holds',
    tag,
    scope: 'read',
    summary: 'List held events',
    description:
      'Events that were held back as spam, as perhaps no person’s, or for a paused workflow; the newest first, with what releasing each would do. `state=decided` lists what was released or discarded.',
    query: listHeldSchema,
    answer: pageOf(heldRecordSchema),
    handle: ({ query }) => listHeld(query),
  }),
  defineRoute({
    method: 'get',
    path: '/holds/{id}',
    tag,
    scope: 'read',
    summary: 'Read a held event',
    params: idParams,
    answer: heldRecordSchema,
    handle: ({ params }) => loadHeld(params.id),
  }),
  defineRoute({
    method: 'post',
    path: '/holds/{id}/release',
    tag,
    scope: 'write',
    summary: 'Release a held event',
    description:
      'It happens as if it happened when it arrived: with the values and versions of that moment, and once, however often it is released. `released` is false when it was decided before.',
    params: idParams,
    status: 202,
    answer: z.object({ id: z.string(), released: z.boolean() }),
    handle: async ({ params: { id }, actor }) => {
      await loadHeld(id)
      return { id, released: (await releaseHeld([id], actor.name)) > 0 }
    },
  }),
  defineRoute({
    method: 'post',
    path: '/holds/{id}/discard',
    tag,
    scope: 'write',
    summary: 'Discard a held event',
    description:
      'It never does anything; it stays in the timeline. `discarded` is false when it was decided before.',
    params: idParams,
    status: 202,
    answer: z.object({ id: z.string(), discarded: z.boolean() }),
    handle: async ({ params: { id }, actor }) => {
      await loadHeld(id)
      return { id, discarded: (await discardHeld([id], actor.name)) > 0 }
    },
  }),
]
