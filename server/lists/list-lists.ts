import { z } from 'zod'
import { escapeRegExp } from '../db/escape-reg-exp'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { Lists } from './list'
import { type ListRecord, toListRecords } from './list-record'

export const listListsSchema = pageSchema.extend({
  /** A part of the name. */
  search: z.string().trim().max(200).optional(),
})

/** Lists, the newest first, with the number of their members. */
export async function listLists({
  search,
  ...page
}: z.input<typeof listListsSchema>): Promise<Page<ListRecord>> {
  const filter = search ? { name: { $regex: escapeRegExp(search), $options: 'i' } } : {}
  const { items, next } = await keysetPage(Lists, { ...page, filter, by: 'createdAt' })
  return { items: await toListRecords(items), next }
}
