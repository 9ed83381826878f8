import { z } from 'zod'
import { escapeRegExp } from '../db/escape-reg-exp'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { Links } from './link'
import type { CountedLink } from './link-record'
import { presentLinks } from './present-links'

const momentSchema = z.coerce.date<string | Date>('Use a time such as 2026-11-21T18:30:00Z')

export const listLinksSchema = pageSchema.extend({
  /** One kind of links; all when left out. */
  tab: z.enum(['redirect', 'custom', 'auto', 'email']).optional(),
  /** A part of the name, the destination, the notes, a tag or the slug. */
  search: z.string().trim().max(200).optional(),
  /** Only those with this tag. */
  tag: z.string().trim().max(100).optional(),
  /** Only those that lead to this host, or to one below it: `example.com` finds `www.example.com`. */
  host: z.string().trim().toLowerCase().max(253).optional(),
  /** Only those made at or after this moment. */
  createdFrom: momentSchema.optional(),
  /** Only those made before this moment. */
  createdBefore: momentSchema.optional(),
  /** `deleted`: those that were deleted, which still do what `afterDeletion` says (?16). */
  state: z.enum(['present', 'deleted']).default('present'),
  /** The newest first, or by name from A to Z. */
  sort: z.enum(['created', 'name']).default('created'),
})
type ListLinks = z.output<typeof listLinksSchema>

/** Links with their clicks (IM-10), without deleted ones unless they are asked for. */
export async function listLinks(input: z.input<typeof listLinksSchema>): Promise<Page<CountedLink>> {
  const { sort, cursor, limit, ...wanted } = listLinksSchema.parse(input)
  const order = sort === 'name' ? byName : { by: 'createdAt' }
  const { items, next } = await keysetPage(Links, { cursor, limit, filter: filterOf(wanted), ...order })
  return { items: await presentLinks(items), next }
}

/** As people expect it: “alpha”, “Beta”. */
const byName = { by: 'name', order: 'asc', collation: { locale: 'en', strength: 2 } } as const

function filterOf(wanted: Omit<ListLinks, 'sort' | 'cursor' | 'limit'>): Record<string, unknown> {
  const { tab, search, tag, host, createdFrom, createdBefore, state } = wanted
  return {
    kind: tab ?? { $ne: 'honeypot' },
    deletedAt: state === 'deleted' ? { $ne: null } : null,
    ...(tag && { tags: tag }),
    ...(host && { destination: hostPattern(host) }),
    ...((createdFrom || createdBefore) && {
      createdAt: { ...(createdFrom && { $gte: createdFrom }), ...(createdBefore && { $lt: createdBefore }) },
    }),
    ...(search && searchFilter(search)),
  }
}

function hostPattern(host: string) {
  return { $regex: `^https?://([^/?#]*\\.)?${escapeRegExp(host)}(?=[:/?#]|$)`, $options: 'i' }
}

function searchFilter(search: string): Record<string, unknown> {
  const contains = { $regex: escapeRegExp(search), $options: 'i' }
  return {
    $or: ['name', 'destination', 'slug', 'tags', 'description'].map((field) => ({ [field]: contains })),
  }
}
