import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { derivedId } from '../db/new-id'
import { getEnv } from '../env'
import { noUtm } from '../links/create-link'
import { type Link, Links } from '../links/link'
import { honeypotLinkId } from './honeypot-link-id'

/**
 * The link that stands in every mail where no person sees it: whoever follows it reads mails by machine. It leads
 * to our own address and does nothing else; that it was followed is evidence about the other clicks of that mail.
 *
 * @param found the link as it is stored; null when it is not, and is to be made
 * @returns its slug
 */
export async function ensureHoneypotLink(found: Pick<Link, 'slug' | 'destination'> | null): Promise<string> {
  const { baseUrl } = getEnv()
  if (found?.destination === baseUrl) return found.slug
  const links = collectionOf(Links)
  if (!found) await insertNew(links, [honeypotLink(baseUrl)])
  else
    await links.updateOne(
      { _id: honeypotLinkId },
      { $set: { destination: baseUrl, updatedAt: new Date() } },
      { maxTimeMS: 5_000 },
    )
  return found?.slug ?? ownSlug
}

/** Looks like any other, or programs would learn to leave it out. */
const ownSlug = derivedId('slug', 'honeypot').replace(/[01]/g, '').slice(0, 8)

function honeypotLink(destination: string): Link {
  const at = new Date()
  return {
    _id: honeypotLinkId,
    slug: ownSlug,
    name: 'Hidden link',
    kind: 'honeypot',
    destination,
    utm: noUtm,
    identity: 'token',
    eventType: 'hidden-link-followed',
    eventSource: 'email',
    properties: {},
    messageId: null,
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    afterDeletion: null,
  }
}
