import { escapeRegExp } from '../db/escape-reg-exp'

const searchedFields = ['firstName', 'lastName', 'organization', 'email']

/** The filter of a search. Every word must be in one of the fields; the start of an address is found through its index. */
export function searchFilter(search: string): Record<string, unknown> {
  if (search.includes('@')) return { email: { $regex: `^${escapeRegExp(search.toLowerCase())}` } }
  const words = search.split(/\s+/).map((word) => ({
    $or: searchedFields.map((field) => ({ [field]: { $regex: escapeRegExp(word), $options: 'i' } })),
  }))
  return { $and: words }
}
