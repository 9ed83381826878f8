import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { createLink, createLinkSchema } from '../../links/create-link'
import { createToken, createTokenSchema } from '../../links/create-token'
import { countedLinkSchema } from '../../links/link-record'
import { linkClickSchema, listLinkClicks } from '../../links/list-link-clicks'
import { linkProspectColumns, linkProspectSchema, listLinkProspects } from '../../links/list-link-prospects'
import { listLinks, listLinksSchema } from '../../links/list-links'
import { loadLink, noClicks, unknownLink } from '../../links/load-link'
import { afterDeletionSchema, removeLink } from '../../links/remove-link'
import { updateLink, updateLinkSchema } from '../../links/update-link'
import { defineRoute } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Links'

export const linkRoutes = [
  defineRoute({
    method: 'post',
    path: '/links',
    tag,
    scope: 'write',
    summary: 'Create a tracked link',
    description: '`shortUrl` is the address to share; it redirects to `trackedUrl`.',
    body: createLinkSchema,
    status: 201,
    answer: countedLinkSchema,
    handle: async ({ body }) => ({ ...(await createLink(body)), clicks: noClicks }),
    location: ({ id }) => `/api/v1/links/${id}`,
  }),
  defineRoute({
    method: 'get',
    path: '/links',
    tag,
    scope: 'read',
    summary: 'List links',
    description: 'The newest first, without deleted ones. `tab` picks one kind.',
    query: listLinksSchema,
    answer: pageOf(countedLinkSchema),
    handle: ({ query }) => listLinks(query),
  }),
  defineRoute({
    method: 'get',
    path: '/links/{id}',
    tag,
    scope: 'read',
    summary: 'Read a link and its clicks',
    params: idParams,
    answer: countedLinkSchema,
    handle: ({ params }) => loadPresentLink(params.id),
  }),
  defineRoute({
    method: 'patch',
    path: '/links/{id}',
    tag,
    scope: 'write',
    summary: 'Change a link',
    description:
      'Addresses that were sent lead to the new destination within two seconds. Slug and kind stay.',
    params: idParams,
    body: updateLinkSchema,
    answer: countedLinkSchema,
    handle: ({ params, body }) => updateLink(params.id, body),
  }),
  defineRoute({
    method: 'delete',
    path: '/links/{id}',
    tag,
    scope: 'write',
    summary: 'Delete a link',
    description:
      'It leaves the lists. `afterDeletion` says what sent addresses do: go on and count (`track`), go on only (`redirect`), or answer 410 (`gone`).',
    params: idParams,
    query: z.object({ afterDeletion: afterDeletionSchema.default('track') }),
    status: 204,
    handle: async ({ params, query }) => {
      await removeLink(params.id, query.afterDeletion)
      return undefined
    },
  }),
  defineRoute({
    method: 'post',
    path: '/links/{id}/tokens',
    tag,
    scope: 'write',
    summary: 'Make the address of a link for one recipient',
    params: idParams,
    body: createTokenSchema,
    status: 201,
    answer: z.object({ url: z.string(), token: z.string() }),
    handle: ({ params, body }) => createToken(params.id, body),
  }),
  defineRoute({
    method: 'get',
    path: '/links/{id}/clicks',
    tag,
    scope: 'read',
    summary: 'List the clicks of a link',
    description: 'Every click, the newest first, with its verdict and the reasons for it.',
    params: idParams,
    query: pageSchema,
    answer: pageOf(linkClickSchema),
    handle: ({ params, query }) => listLinkClicks(params.id, query),
  }),
  defineRoute({
    method: 'get',
    path: '/links/{id}/prospects',
    tag,
    scope: 'read',
    summary: 'List the prospects who clicked a link',
    description: `The latest click first. Columns: ${linkProspectColumns.map(({ label }) => label).join(', ')}.`,
    params: idParams,
    query: pageSchema,
    answer: pageOf(linkProspectSchema).extend({
      columns: z.array(z.object({ key: z.string(), label: z.string() })),
    }),
    handle: async ({ params, query }) => ({
      ...(await listLinkProspects(params.id, query)),
      columns: [...linkProspectColumns],
    }),
  }),
]

async function loadPresentLink(id: string) {
  const link = await loadLink(id)
  if (link.deletedAt) throw unknownLink(id)
  return link
}
