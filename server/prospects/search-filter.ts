import { escapeRegExp } from '../db/escape-reg-exp'
import { searchWords } from './search-words'

/**
 * The filter of a search: every word must be the beginning of a word in names, organization or address; what has the
 * form of an address must be the beginning of one. Both are found through an index.
 */
export function searchFilter(search: string): Record<string, unknown> {
  const text = search.trim().toLowerCase()
  if (/^[^\s@]+@\S*$/.test(text)) return { email: { $gte: text, $lt: `${text}\u{10FFFF}` } }
  const words = searchWords(text).toSorted((a, b) => b.length - a.length)
  if (words.length === 0) return text ? nobody : {}
  return { $and: words.map((word) => ({ 'search.words': { $regex: `^${escapeRegExp(word)}` } })) }
}

const nobody = { _id: { $in: [] } }
