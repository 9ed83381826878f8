import { z } from 'zod'
import { escapeRegExp } from '../db/escape-reg-exp'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { Functions } from './function'
import { type ListedFunction, toFunctionRecord } from './function-record'

export const listFunctionsSchema = pageSchema.extend({
  /** Part of the name. */
  search: z.string().trim().max(200).optional(),
})

/** Functions without their code, the last changed first. */
export async function listFunctions({
  search,
  ...page
}: z.input<typeof listFunctionsSchema> = {}): Promise<Page<ListedFunction>> {
  const filter = search ? { name: { $regex: escapeRegExp(search), $options: 'i' } } : {}
  const { items, next } = await keysetPage(Functions, { ...page, filter, by: 'updatedAt' })
  return { items: items.map(withoutCode), next }
}

function withoutCode(stored: Parameters<typeof toFunctionRecord>[0]): ListedFunction {
  const { code: _code, ...listed } = toFunctionRecord(stored)
  return listed
}
