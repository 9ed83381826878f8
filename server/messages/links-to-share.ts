import { collectionOf } from '../db/collection-of'
import { Links } from '../links/link'

/** The ids of the links that an email offers to pass on by `{{ shareLinks.<ending> }}`, by the ending of their short URL. */
export async function linksToShare(message: { subject: string; html: string }): Promise<Map<string, string>> {
  const slugs = sharedSlugs(message)
  if (slugs.length === 0) return new Map()
  const links = await collectionOf(Links)
    .find({ slug: { $in: slugs }, deletedAt: null }, { projection: { slug: 1 }, maxTimeMS: 5_000 })
    .toArray()
  return new Map(links.map(({ _id, slug }) => [slug, _id]))
}

/** The endings that an email mentions, whether or not there are such links. */
export function sharedSlugs({ subject, html }: { subject: string; html: string }): string[] {
  const mentions = `${subject}\n${html}`.matchAll(/\bshareLinks(?:\.|\[\s*(?:["']|&quot;|&#39;))([\w-]+)/g)
  return [...new Set([...mentions].map(([, slug = '']) => slug))]
}
