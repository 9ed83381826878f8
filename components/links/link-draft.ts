import type { KeyValue } from '@/components/ui/key-value-editor'
import type { Link } from '@/server/links/link'
import type { ListedLink } from './listed-link'
import { toProperties, toRows } from './properties-text'

/** A link as it is being written. */
export type LinkDraft = Pick<
  Link,
  'name' | 'destination' | 'utm' | 'identity' | 'eventType' | 'eventSource'
> & {
  /** The ending of the short URL; empty has one made. */
  slug: string
  tags: string[]
  description: string
  properties: KeyValue[]
}

const noUtm = { source: '', medium: '', campaign: '', term: '', content: '' }

/** A link that is begun; each kind has its own way of recognising people (?10). */
export function emptyDraft(kind: 'redirect' | 'custom'): LinkDraft {
  return {
    name: '',
    destination: '',
    slug: '',
    utm: noUtm,
    identity: kind === 'custom' ? 'token' : 'token+cookie',
    eventType: 'link-clicked',
    eventSource: `${kind}-link`,
    properties: [],
    tags: [],
    description: '',
  }
}

/** A link that is there, to be changed. */
export function draftOf(link: ListedLink): LinkDraft {
  return { ...link, properties: toRows(link.properties) }
}

/** What the server takes. */
export function inputOf({ slug, properties, ...draft }: LinkDraft) {
  const { name, destination, utm, identity, eventType, eventSource, tags, description } = draft
  return {
    ...{ name, destination, utm, identity, eventType, eventSource, tags, description },
    properties: toProperties(properties),
    ...(slug.trim() && { slug: slug.trim() }),
  }
}
