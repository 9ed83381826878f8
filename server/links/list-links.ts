import { z } from 'zod'
import { escapeRegExp } from '../db/escape-reg-exp'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { countClicks } from './count-clicks'
import { Links } from './link'
import { type CountedLink, toLinkRecord } from './link-record'
import { noClicks } from './load-link'

export const listLinksSchema = pageSchema.extend({
  /** One kind of links; all when left out. */
  tab: z.enum(['redirect', 'custom', 'auto', 'email']).optional(),
  /** A part of the name, the destination or the slug. */
  search: z.string().trim().max(200).optional(),
})

/** Links that are not deleted, the newest first, with their clicks (IM-10). */
export async function listLinks({
  tab,
  search,
  ...page
}: z.input<typeof listLinksSchema>): Promise<Page<CountedLink>> {
  const filter = {
    kind: tab ?? { $ne: 'honeypot' },
    deletedAt: null,
    ...(search ? searchFilter(search) : {}),
  }
  const { items, next } = await keysetPage(Links, { ...page, filter, by: 'createdAt' })
  const counts = await countClicks(items.map(({ _id }) => _id))
  return {
    items: items.map((link) => ({ ...toLinkRecord(link), clicks: counts.get(link._id) ?? noClicks })),
    next,
  }
}

function searchFilter(search: string): Record<string, unknown> {
  const contains = { $regex: escapeRegExp(search), $options: 'i' }
  return { $or: [{ name: contains }, { destination: contains }, { slug: contains }] }
}
