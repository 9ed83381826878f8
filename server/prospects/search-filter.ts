import { collectionOf } from '../db/collection-of'
import { escapeRegExp } from '../db/escape-reg-exp'
import { Prospects } from './prospect'
import { searchWords } from './search-words'

/**
 * The filter of a search: every word must be the beginning of a word in names, organization or address; what has the
 * form of an address must be the beginning of one. Both are found through an index.
 */
export function searchFilter(search: string): Record<string, unknown> {
  const text = search.trim().toLowerCase()
  if (isAddress(text)) return { email: { $gte: text, $lt: `${text}\u{10FFFF}` } }
  const words = wordsOf(text)
  if (words.length === 0) return text ? nobody : {}
  return { $and: words.map(startsWith) }
}

/** The words that a search looks for; none when it looks for an address. */
export function wordsOf(search: string): string[] {
  return isAddress(search.trim()) ? [] : searchWords(search)
}

export const wordIndex = { 'search.words': 1 } as const

/** True when one of these words is a beginning of so few words that looking at all who have it is quick. */
export async function isRare(words: string[]): Promise<boolean> {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  for (const word of longestFirst.slice(0, 3)) {
    const count = await collectionOf(Prospects).countDocuments(startsWith(word), {
      limit: FEW,
      hint: wordIndex,
      maxTimeMS: 2_000,
    })
    if (count < FEW) return true
  }
  return false
}

const FEW = 3_000

function startsWith(word: string): Record<string, unknown> {
  return { 'search.words': { $regex: `^${escapeRegExp(word)}` } }
}

function isAddress(text: string): boolean {
  return /^[^\s@]+@\S*$/.test(text)
}

const nobody = { _id: { $in: [] } }
