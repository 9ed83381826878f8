import { newId } from '../db/new-id'
import type { Link } from '../links/link'

/** A live redirect link, with whatever the test says about it. */
export function makeLink(values: Partial<Link> = {}): Link {
  const _id = newId()
  return {
    _id,
    slug: `link-${_id}`,
    name: 'A link',
    kind: 'redirect',
    destination: 'https://example.com/',
    utm: { source: '', medium: '', campaign: '', term: '', content: '' },
    identity: 'token',
    eventType: '',
    eventSource: '',
    properties: {},
    messageId: null,
    createdAt: new Date(),
    updatedAt: new Date(),
    deletedAt: null,
    afterDeletion: null,
    ...values,
  }
}
