import { z } from 'zod'
import { getEnv } from '../env'
import { loadProspect } from '../prospects/load-prospect'
import { signToken } from '../tracking/token'
import { tokenedUrl } from '../tracking/tracked-url'
import { Links } from './link'
import { unknownLink } from './load-link'

const idSchema = z.string().regex(/^[0-9a-f]{24}$/, 'Use an id of 24 hex digits')

export const createShareLinkSchema = z.object({
  linkId: idSchema,
  /** The user who gave it to them (?19). */
  senderId: idSchema.nullish(),
})

/**
 * The address of a link for a prospect to pass on. It says who shared it and nothing about who opens it: that is a
 * known visitor or nobody, and a referral of the one who shared it (?19).
 * @throws AppError 'not-found' for an unknown link or prospect
 */
export async function createShareLink(
  prospectId: string,
  { linkId, senderId }: z.infer<typeof createShareLinkSchema>,
): Promise<{ url: string; token: string }> {
  const prospect = await loadProspect(prospectId)
  const link = await Links.findOne({ _id: linkId, deletedAt: null }).lean()
  if (!link) throw unknownLink(linkId)
  const { secret, trackingUrl } = getEnv()
  const token = signToken({ recipientId: null, senderId, sharerId: prospect.id }, link._id, secret)
  return { token, url: tokenedUrl(link, token, trackingUrl) }
}
