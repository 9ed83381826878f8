import { collectionOf } from '../db/collection-of'
import { type Link, Links } from '../links/link'
import { makeSlug } from '../links/make-slug'
import type { BoundLink } from './bind-links'

/** Makes the tracked link records of an email that do not exist yet (KP-1), under the ids its anchors carry. */
export async function createEmailLinks(messageId: string, links: BoundLink[]): Promise<void> {
  if (links.length === 0) return
  const now = new Date()
  const writes = links.map(({ id, label, destination }) => ({
    updateOne: {
      filter: { _id: id },
      update: { $setOnInsert: newEmailLink({ label, destination, messageId, now }) },
      upsert: true,
    },
  }))
  await collectionOf(Links).bulkWrite(writes, { ordered: false })
}

/** Brings name and destination of an email's links up to date; sent mails follow the new destination (?14). */
export async function updateEmailLinks(messageId: string, links: BoundLink[]): Promise<void> {
  if (links.length === 0) return
  const writes = links.map(({ id, label, destination }) => ({
    updateOne: {
      filter: { _id: id, messageId, $or: [{ name: { $ne: label } }, { destination: { $ne: destination } }] },
      update: { $set: { name: label, destination, updatedAt: new Date() } },
    },
  }))
  await collectionOf(Links).bulkWrite(writes, { ordered: false })
}

type NewEmailLink = { label: string; destination: string; messageId: string; now: Date }

function newEmailLink({ label, destination, messageId, now }: NewEmailLink): Omit<Link, '_id'> {
  return {
    slug: makeSlug(),
    name: label,
    kind: 'email',
    destination,
    utm: { source: '', medium: '', campaign: '', term: '', content: '' },
    identity: 'token',
    eventType: 'link-clicked',
    eventSource: 'email-link',
    properties: {},
    messageId,
    createdAt: now,
    updatedAt: now,
    deletedAt: null,
    afterDeletion: null,
  }
}
