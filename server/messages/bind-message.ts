import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { getEnv } from '../env'
import { Links } from '../links/link'
import { shortUrl } from '../tracking/tracked-url'
import { type BoundLink, bindLinks, type LinkProblem } from './bind-links'
import { checkMessage } from './check-message'
import { findAnchors } from './find-anchors'
import { linksToShare, sharedSlugs } from './links-to-share'
import { sanitiseHtml } from './sanitise-html'

export type BoundMessage = {
  html: string
  links: BoundLink[]
  /** The links that are the email's own, so not the redirect and custom links used in it (IR-2). */
  ownLinks: BoundLink[]
}

type BindMessageInput = { id: string; subject: string; html: string; previous: BoundLink[] }

/**
 * The email as it is stored: safe HTML in which every link has its id.
 * @throws AppError 'unprocessable' when an address or a merge field cannot be sent
 */
export async function bindMessage({ id, subject, html, previous }: BindMessageInput): Promise<BoundMessage> {
  const safe = sanitiseHtml(html)
  const known = await knownLinks(safe, previous)
  const bySlug = new Map(known.filter(({ kind }) => kind !== 'email').map((link) => [link.slug, link]))
  const strangers = new Set(known.filter((link) => link.messageId !== id).map(({ _id }) => _id))
  const bound = bindLinks({
    html: safe,
    previous,
    newId,
    isTaken: (linkId) => strangers.has(linkId),
    trackedLink: (address) => {
      const link = bySlug.get(slugIn(address) ?? '')
      return link && { id: link._id, destination: link.destination }
    },
  })
  const missing = await missingShares({ subject, html: safe })
  checkMessage({ subject, html: safe }, [...bound.problems, ...missing])
  const ownLinks = bound.links.filter((link) => isTrackable(link) && !strangers.has(link.id))
  return { html: bound.html, links: bound.links, ownLinks }
}

/** What an email offers to pass on, and there is no such link. */
async function missingShares(message: { subject: string; html: string }): Promise<LinkProblem[]> {
  const found = await linksToShare(message)
  return sharedSlugs(message)
    .filter((slug) => !found.has(slug))
    .map((slug) => ({
      code: 'bad-address',
      label: '',
      message: `There is no link “${slug}” to share. Write the ending of a short URL, as in {{ shareLinks.spring }}.`,
    }))
}

/** The link records that the email mentions, by id or by tracked URL. */
async function knownLinks(html: string, previous: BoundLink[]) {
  const anchors = findAnchors(html)
  const ids = anchors.flatMap(({ attributes }) => attributes.get('data-link-id')?.value ?? [])
  const slugs = anchors.flatMap(({ href }) => slugIn(href.value) ?? [])
  const wanted = [...new Set([...ids, ...previous.map(({ id }) => id)])]
  return collectionOf(Links)
    .find({ $or: [{ _id: { $in: wanted } }, { slug: { $in: slugs }, deletedAt: null }] })
    .toArray()
}

/** The slug of an address that is one of our tracked URLs, with or without a token. */
function slugIn(address: string): string | null {
  const prefix = shortUrl({ slug: '' }, getEnv().trackingUrl)
  if (!address.trim().startsWith(prefix)) return null
  return /^([\w-]+)(?:\/[\w-]*)?$/.exec(address.trim().slice(prefix.length))?.[1] ?? null
}

/** Phone numbers and mail addresses open without us. */
function isTrackable({ type }: BoundLink): boolean {
  return type === 'url' || type === 'landing-page'
}
