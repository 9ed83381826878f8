import type { Message } from '../messages/message'

/** A message with these links. */
export function messageOf({ id, linkIds, at }: { id: string; linkIds: string[]; at: Date }): Message {
  const links = linkIds.map((linkId, n) => ({
    id: linkId,
    label: `Link ${n}`,
    destination: 'https://example.com/',
    type: 'url' as const,
  }))
  return {
    _id: id,
    name: 'News',
    subject: 'News',
    html: '',
    links,
    revision: 1,
    createdAt: at,
    updatedAt: at,
  }
}
