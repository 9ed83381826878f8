import { AppError } from '../errors'
import { Links } from './link'
import type { CountedLink } from './link-record'
import { findLink, unknownLink } from './load-link'
import { presentLink } from './present-links'

/**
 * Brings a deleted link back into the lists; its addresses redirect and count again. One that is not deleted stays
 * as it is.
 * @throws AppError 'not-found', or 'unprocessable' for the link of an email that does not have it any more
 */
export async function restoreLink(id: string): Promise<CountedLink> {
  const { kind } = await findLink(id)
  if (kind !== 'redirect' && kind !== 'custom') throw notOurs(id)
  const restored = await Links.findOneAndUpdate(
    { _id: id },
    { $set: { deletedAt: null, afterDeletion: null, updatedAt: new Date() } },
    { returnDocument: 'after' },
  ).lean()
  if (!restored) throw unknownLink(id)
  return presentLink(restored)
}

function notOurs(id: string): AppError {
  return new AppError('unprocessable', {
    message: `link ${id} is kept by the workspace`,
    userMessage: 'This link belongs to an email or a page. Put it back there.',
  })
}
