import { z } from 'zod'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { Prospects } from './prospect'
import { type ProspectRecord, toProspectRecord } from './prospect-record'
import { searchFilter } from './search-filter'

export const listProspectsSchema = pageSchema.extend({
  /** Words in names, organization or email address. */
  search: z.string().trim().max(200).optional(),
  /** Exactly this address. */
  email: z.string().trim().toLowerCase().max(320).optional(),
})

/** Prospects, the newest first. */
export async function listProspects({
  search,
  email,
  ...page
}: z.input<typeof listProspectsSchema>): Promise<Page<ProspectRecord>> {
  const filter = { ...(email ? { email } : {}), ...(search ? searchFilter(search) : {}) }
  const { items, next } = await keysetPage(Prospects, { ...page, filter, by: 'createdAt' })
  return { items: items.map(toProspectRecord), next }
}
