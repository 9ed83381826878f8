import { z } from 'zod'
import { countSenders, senderCountsSchema } from '../../links/count-senders'
import { createShareLink, createShareLinkSchema } from '../../links/create-share-link'
import { clickFiguresSchema } from '../../prospects/click-figures'
import { createVisitToken } from '../../prospects/create-visit-token'
import { personFigures } from '../../prospects/person-figures'
import { defineRoute } from '../define-route'
import { idParams } from '../page-schema'

export const referralRoutes = [
  defineRoute({
    method: 'post',
    path: '/prospects/{id}/share-links',
    tag: 'Prospects',
    scope: 'write',
    summary: 'Make the address of a link for a prospect to share',
    description:
      'It names who shared it, and nobody who opens it. Each human click by it counts for `contact_referral_link_clicks`.',
    params: idParams,
    body: createShareLinkSchema,
    status: 201,
    answer: z.object({ url: z.string(), token: z.string() }),
    handle: ({ params, body }) => createShareLink(params.id, body),
  }),
  defineRoute({
    method: 'get',
    path: '/prospects/{id}/click-figures',
    tag: 'Prospects',
    scope: 'read',
    summary: 'Count the clicks of a prospect, and those of whom they shared links with',
    params: idParams,
    answer: clickFiguresSchema,
    handle: ({ params }) => personFigures(params.id),
  }),
  defineRoute({
    method: 'post',
    path: '/prospects/{id}/visit-tokens',
    tag: 'Prospects',
    scope: 'write',
    summary: 'Make a token that tells the tracker script who is on your page',
    description: "For `switchyard('identify', token)`. It is good for a day.",
    params: idParams,
    status: 201,
    answer: z.object({ token: z.string() }),
    handle: ({ params }) => createVisitToken(params.id),
  }),
  defineRoute({
    method: 'get',
    path: '/links/{id}/senders',
    tag: 'Links',
    scope: 'read',
    summary: 'List the users who are responsible for the visits of a link',
    description: 'The one with the most human clicks first.',
    params: idParams,
    answer: z.object({ items: z.array(senderCountsSchema) }),
    handle: async ({ params }) => ({ items: await countSenders(params.id) }),
  }),
]
