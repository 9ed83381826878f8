import { AppError } from '../errors'
import { type Link, Links } from './link'
import type { CountedLink } from './link-record'
import { presentLink } from './present-links'

/**
 * One link with its clicks. A deleted one is found too, since timelines point to it.
 * @throws AppError 'not-found'
 */
export async function loadLink(id: string): Promise<CountedLink> {
  return presentLink(await findLink(id))
}

/** The stored link, deleted or not. @throws AppError 'not-found' */
export async function findLink(id: string): Promise<Link> {
  const link = await Links.findOne({ _id: id }).lean()
  if (!link) throw unknownLink(id)
  return link
}

/** The answer to an id that no link has. */
export function unknownLink(id: string): AppError {
  return new AppError('not-found', {
    message: `no link ${id}`,
    userMessage: 'This link does not exist, or was deleted. Choose one from the list.',
  })
}
