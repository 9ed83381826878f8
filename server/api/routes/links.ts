import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { checkedRowSchema, checkLinkRows, linkRowsSchema } from '../../links/check-link-rows'
import { clickSeries, clickSeriesSchema, seriesSchema } from '../../links/click-series'
import { createLink, createLinkSchema } from '../../links/create-link'
import { createdLinksSchema, createLinks, createLinksSchema } from '../../links/create-links'
import { createToken, createTokenSchema } from '../../links/create-token'
import { linkQrCode } from '../../links/link-qr-code'
import { countedLinkSchema } from '../../links/link-record'
import { linkUsage } from '../../links/link-usage'
import { linkClickSchema, listLinkClicks, listLinkClicksSchema } from '../../links/list-link-clicks'
import { linkProspectColumns, linkProspectSchema, listLinkProspects } from '../../links/list-link-prospects'
import { listLinks, listLinksSchema } from '../../links/list-links'
import { loadLink, unknownLink } from '../../links/load-link'
import { nothingYet } from '../../links/present-links'
import { qrSizeSchema } from '../../links/qr-code'
import { afterDeletionSchema, removeLink } from '../../links/remove-link'
import { restoreLink } from '../../links/restore-link'
import { updateLink, updateLinkSchema } from '../../links/update-link'
import { defineRoute, RawAnswer } from '../define-route'
import { idParams, pageOf } from '../page-schema'

const tag = 'Links'
const namedSchema = z.object({ id: z.string(), name: z.string() })
const qrQuerySchema = z.object({ size: qrSizeSchema })

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
    handle: async ({ body }) => ({ ...(await createLink(body)), ...nothingYet }),
    location: ({ id }) => `/api/v1/links/${id}`,
  }),
  defineRoute({
    method: 'get',
    path: '/links',
    tag,
    scope: 'read',
    summary: 'List links',
    description:
      'The newest first, or by name (`sort`). `tab` picks one kind, `search` a part of name, address, notes or tag; `state=deleted` answers the deleted ones, which still do what `afterDeletion` says.',
    query: listLinksSchema,
    answer: pageOf(countedLinkSchema),
    handle: ({ query }) => listLinks(query),
  }),
  defineRoute({
    method: 'post',
    path: '/links/bulk',
    tag,
    scope: 'write',
    summary: 'Create many links at once',
    description:
      'Give `rows`, or `text` as it was pasted: an address a line, a name after a tab or a comma. Rows with a problem and rows that lead where another link leads are left out and named in the answer, unless `onProblem` and `onDuplicate` say otherwise. With a `requestId` of your own, sending the same again makes no link twice.',
    body: createLinksSchema,
    answer: createdLinksSchema,
    handle: ({ body }) => createLinks(body),
  }),
  defineRoute({
    method: 'post',
    path: '/links/bulk/check',
    tag,
    scope: 'read',
    summary: 'Check a list of links before it is made',
    description:
      'What is wrong with each row, and which rows lead where another link leads. Nothing is made.',
    body: linkRowsSchema,
    answer: z.object({ rows: z.array(checkedRowSchema) }),
    handle: async ({ body }) => ({ rows: await checkLinkRows(body) }),
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
    path: '/links/{id}/restore',
    tag,
    scope: 'write',
    summary: 'Bring a deleted link back',
    description: 'It is in the lists again, and its addresses redirect and count again.',
    params: idParams,
    answer: countedLinkSchema,
    handle: ({ params }) => restoreLink(params.id),
  }),
  defineRoute({
    method: 'get',
    path: '/links/{id}/usage',
    tag,
    scope: 'read',
    summary: 'Read what uses a link',
    description: 'The workflows whose live version waits for it, and the emails that have it in their text.',
    params: idParams,
    answer: z.object({ workflows: z.array(namedSchema), messages: z.array(namedSchema) }),
    handle: ({ params }) => linkUsage(params.id),
  }),
  defineRoute({
    method: 'get',
    path: '/links/{id}/qr.svg',
    tag,
    scope: 'read',
    summary: 'Read the QR code of a short URL as SVG',
    params: idParams,
    query: qrQuerySchema,
    produces: 'image/svg+xml',
    handle: async ({ params, query }) => new RawAnswer((await linkQrCode(params.id, query.size)).svg),
  }),
  defineRoute({
    method: 'get',
    path: '/links/{id}/qr.png',
    tag,
    scope: 'read',
    summary: 'Read the QR code of a short URL as PNG',
    params: idParams,
    query: qrQuerySchema,
    produces: 'image/png',
    handle: async ({ params, query }) => new RawAnswer((await linkQrCode(params.id, query.size)).png),
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
    description:
      'Every click, the newest first, with its verdict and the reasons for it. `verdict` picks those of one verdict.',
    params: idParams,
    query: listLinkClicksSchema,
    answer: pageOf(linkClickSchema),
    handle: ({ params, query }) => listLinkClicks(params.id, query),
  }),
  defineRoute({
    method: 'get',
    path: '/links/{id}/clicks/series',
    tag,
    scope: 'read',
    summary: 'Read the clicks of a link over time',
    description:
      'One bucket an hour, a day, a week or a month, as the range asks for, up to now and without gaps. Days are those of `timeZone`.',
    params: idParams,
    query: clickSeriesSchema,
    answer: seriesSchema,
    handle: ({ params, query }) => clickSeries(params.id, query),
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
