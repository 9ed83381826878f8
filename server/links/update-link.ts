import type { z } from 'zod'
import { AppError } from '../errors'
import { definedOnly } from '../prospects/defined-only'
import { trackedUrl } from '../tracking/tracked-url'
import { type Link, Links } from './link'
import { linkInputSchema } from './link-input'
import type { CountedLink } from './link-record'
import { unknownLink } from './load-link'
import { presentLink } from './present-links'

export const updateLinkSchema = linkInputSchema.partial()
export type UpdateLink = z.infer<typeof updateLinkSchema>

/**
 * Changes what is given. The slug stays for ever, so that every address in the world keeps working; caches of the
 * web processes learn of the change through `updatedAt`.
 * @throws AppError 'not-found', or 'unprocessable' for links that stand in an email
 */
export async function updateLink(id: string, { utm = {}, ...changes }: UpdateLink): Promise<CountedLink> {
  const link = await findManagedLink(id)
  const now = new Date()
  const set = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
  const before = trackedUrl(link.destination, link.utm)
  const after = trackedUrl(changes.destination ?? link.destination, { ...link.utm, ...definedOnly(utm) })
  const updated = await Links.findOneAndUpdate(
    { _id: link._id, deletedAt: null },
    {
      $set: { ...set, ...utmPaths(utm), updatedAt: now },
      ...(before !== after && {
        $push: { earlierUrls: { $each: [{ url: before, until: now }], $slice: -EARLIER_MOST } },
      }),
    },
    { returnDocument: 'after' },
  ).lean()
  if (!updated) throw unknownLink(id)
  return presentLink(updated)
}

/** As far back as the details of a link look. */
const EARLIER_MOST = 50

/**
 * A link that people keep themselves, not deleted.
 * @throws AppError 'not-found', or 'unprocessable' for links that the workspace makes and keeps
 */
export async function findManagedLink(id: string): Promise<Link> {
  const link = await Links.findOne({ _id: id, deletedAt: null }).lean()
  if (!link) throw unknownLink(id)
  if (link.kind === 'redirect' || link.kind === 'custom') return link
  throw new AppError('unprocessable', {
    message: `link ${id} is kept by the workspace`,
    userMessage: 'This link belongs to an email or a page. Change or remove it there.',
  })
}

function utmPaths(utm: NonNullable<UpdateLink['utm']>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(utm).flatMap(([name, value]) => (value === undefined ? [] : [[`utm.${name}`, value]])),
  )
}
