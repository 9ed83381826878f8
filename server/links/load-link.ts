import { AppError } from '../errors'
import { countClicks } from './count-clicks'
import { type Link, Links } from './link'
import { type CountedLink, toLinkRecord } from './link-record'

/**
 * One link with its clicks. A deleted one is found too, since timelines point to it.
 * @throws AppError 'not-found'
 */
export async function loadLink(id: string): Promise<CountedLink> {
  return withClicks(await findLink(id))
}

/** The stored link, deleted or not. @throws AppError 'not-found' */
export async function findLink(id: string): Promise<Link> {
  const link = await Links.findOne({ _id: id }).lean()
  if (!link) throw unknownLink(id)
  return link
}

/** A stored link as it is shown, with its clicks. */
export async function withClicks(link: Link): Promise<CountedLink> {
  const counts = await countClicks([link._id])
  return { ...toLinkRecord(link), clicks: counts.get(link._id) ?? noClicks }
}

export const noClicks = { total: 0, unique: 0, human: 0, suspected: 0 }

/** The answer to an id that no link has. */
export function unknownLink(id: string): AppError {
  return new AppError('not-found', {
    message: `no link ${id}`,
    userMessage: 'This link does not exist, or was deleted. Choose one from the list.',
  })
}
