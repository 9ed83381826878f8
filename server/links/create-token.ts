import { z } from 'zod'
import { getEnv } from '../env'
import { loadProspect } from '../prospects/load-prospect'
import { signToken } from '../tracking/token'
import { tokenedUrl } from '../tracking/tracked-url'
import { Links } from './link'
import { unknownLink } from './load-link'

const idSchema = z.string().regex(/^[0-9a-f]{24}$/, 'Use an id of 24 hex digits')

export const createTokenSchema = z.object({
  prospectId: idSchema,
  /** Who sent the link (?19). */
  senderId: idSchema.nullish(),
  /** Who passed it on (?19). */
  sharerId: idSchema.nullish(),
})

/**
 * The address of a link for one recipient, whose clicks are known by it (IM-3).
 * @throws AppError 'not-found' for an unknown link or prospect
 */
export async function createToken(
  linkId: string,
  { prospectId, senderId, sharerId }: z.infer<typeof createTokenSchema>,
): Promise<{ url: string; token: string }> {
  const link = await Links.findOne({ _id: linkId, deletedAt: null }).lean()
  if (!link) throw unknownLink(linkId)
  const prospect = await loadProspect(prospectId)
  const { secret, trackingUrl } = getEnv()
  const ids = { recipientId: prospect.id, messageId: link.messageId, senderId, sharerId }
  const token = signToken(ids, link._id, secret)
  return { token, url: tokenedUrl(link, token, trackingUrl) }
}
