import { z } from 'zod'
import { pageSchema } from '../../db/keyset-page'
import { createLink, createLinkSchema } from '../../links/create-link'
import { createToken, createTokenSchema } from '../../links/create-token'
import { listLinkClicks } from '../../links/list-link-clicks'
import { listLinkProspects } from '../../links/list-link-prospects'
import { listLinks, listLinksSchema } from '../../links/list-links'
import { loadLink } from '../../links/load-link'
import { previewLink, previewLinkSchema } from '../../links/preview-link'
import { afterDeletionSchema, removeLink } from '../../links/remove-link'
import { updateLink, updateLinkSchema } from '../../links/update-link'
import { marketerProcedure, router, viewerProcedure } from '../trpc'

const idSchema = z.object({ id: z.string().min(1) })
const idPageSchema = idSchema.extend(pageSchema.shape)

export const linksRouter = router({
  list: viewerProcedure.input(listLinksSchema).query(({ input }) => listLinks(input)),
  get: viewerProcedure.input(idSchema).query(({ input }) => loadLink(input.id)),
  preview: viewerProcedure.input(previewLinkSchema).query(({ input }) => previewLink(input)),
  clicks: viewerProcedure.input(idPageSchema).query(({ input: { id, ...page } }) => listLinkClicks(id, page)),
  prospects: viewerProcedure
    .input(idPageSchema)
    .query(({ input: { id, ...page } }) => listLinkProspects(id, page)),
  create: marketerProcedure.input(createLinkSchema).mutation(({ input }) => createLink(input)),
  update: marketerProcedure
    .input(idSchema.extend(updateLinkSchema.shape))
    .mutation(({ input: { id, ...changes } }) => updateLink(id, changes)),
  remove: marketerProcedure
    .input(idSchema.extend({ afterDeletion: afterDeletionSchema.default('track') }))
    .mutation(({ input }) => removeLink(input.id, input.afterDeletion)),
  createToken: marketerProcedure
    .input(idSchema.extend(createTokenSchema.shape))
    .mutation(({ input: { id, ...ids } }) => createToken(id, ids)),
})
