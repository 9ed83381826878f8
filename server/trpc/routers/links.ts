import { z } from 'zod'
import type { CurrentUser } from '../../auth/current-user'
import { pageSchema } from '../../db/keyset-page'
import { checkLinkRows, linkRowsSchema } from '../../links/check-link-rows'
import { clickSeries, clickSeriesSchema } from '../../links/click-series'
import { countSenders } from '../../links/count-senders'
import { createLink, createLinkSchema } from '../../links/create-link'
import { createLinks, createLinksSchema } from '../../links/create-links'
import { createShareLink, createShareLinkSchema } from '../../links/create-share-link'
import { createToken, createTokenSchema } from '../../links/create-token'
import { linkFacets, linkFacetsSchema } from '../../links/link-facets'
import { linkQrCode } from '../../links/link-qr-code'
import { linkUsage } from '../../links/link-usage'
import { listLinkClicks, listLinkClicksSchema } from '../../links/list-link-clicks'
import { listLinkProspects } from '../../links/list-link-prospects'
import { listLinks, listLinksSchema } from '../../links/list-links'
import { loadLink } from '../../links/load-link'
import { previewLink, previewLinkSchema } from '../../links/preview-link'
import { qrSizeSchema } from '../../links/qr-code'
import { afterDeletionSchema, removeLink } from '../../links/remove-link'
import { restoreLink } from '../../links/restore-link'
import { updateLink, updateLinkSchema } from '../../links/update-link'
import { isTokenId } from '../../tracking/token'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })
const idPageSchema = idSchema.extend(pageSchema.shape)

export const linksRouter = router({
  list: viewerProcedure.input(listLinksSchema).query(({ input }) => listLinks(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadLink(input.id)),
  preview: viewerProcedure.input(previewLinkSchema).query(({ input }) => previewLink(input)),
  clicks: viewerProcedure
    .input(idSchema.extend(listLinkClicksSchema.shape))
    .query(({ input: { id, ...wanted } }) => listLinkClicks(id, wanted)),
  series: viewerProcedure
    .input(idSchema.extend(clickSeriesSchema.shape))
    .query(({ input: { id, ...wanted } }) => clickSeries(id, wanted)),
  usage: viewerProcedure.input(idSchema).query(({ input }) => linkUsage(input.id)),
  facets: viewerProcedure.input(linkFacetsSchema).query(({ input }) => linkFacets(input)),
  qrCode: viewerProcedure
    .input(idSchema.extend({ size: qrSizeSchema }))
    .query(async ({ input: { id, size } }) => {
      const { svg, png } = await linkQrCode(id, size)
      return { svg, png: Buffer.from(png).toString('base64') }
    }),
  prospects: viewerProcedure
    .input(idPageSchema)
    .query(({ input: { id, ...page } }) => listLinkProspects(id, page)),
  checkMany: marketerProcedure.input(linkRowsSchema).mutation(({ input }) => checkLinkRows(input)),
  createMany: marketerProcedure.input(createLinksSchema).mutation(({ input }) => createLinks(input)),
  restore: marketerProcedure.input(idSchema).mutation(({ input }) => restoreLink(input.id)),
  create: marketerProcedure.input(createLinkSchema).mutation(({ input }) => createLink(input)),
  update: marketerProcedure
    .input(idSchema.extend(updateLinkSchema.shape))
    .mutation(({ input: { id, ...changes } }) => updateLink(id, changes)),
  remove: marketerProcedure
    .input(idSchema.extend({ afterDeletion: afterDeletionSchema.default('track') }))
    .mutation(({ input }) => removeLink(input.id, input.afterDeletion)),
  senders: viewerProcedure.input(idSchema).query(({ input }) => countSenders(input.id)),
  createShareLink: marketerProcedure
    .input(z.object({ prospectId: z.string(), ...createShareLinkSchema.shape }))
    .mutation(({ input: { prospectId, ...link }, ctx }) =>
      createShareLink(prospectId, { ...link, senderId: link.senderId ?? senderOf(ctx.user) }),
    ),
  createToken: marketerProcedure
    .input(idSchema.extend(createTokenSchema.shape))
    .mutation(({ input: { id, ...ids }, ctx }) =>
      createToken(id, { ...ids, senderId: ids.senderId ?? senderOf(ctx.user) }),
    ),
})

/** Whoever makes an address for somebody is responsible for the visits it brings (IM-9). */
function senderOf({ id }: CurrentUser): string | null {
  return isTokenId(id) ? id : null
}
