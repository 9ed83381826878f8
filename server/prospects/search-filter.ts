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

/** The word of a search that the fewest prospects have, and where in the index of words they stand. */
export async function rarestWord(words: string[]): Promise<RarestWord> {
  const longestFirst = words.toSorted((a, b) => b.length - a.length)
  const counts = await Promise.all(
    longestFirst.slice(0, MOST_COUNTED).map(async (word) => ({
      word,
      count: await collectionOf(Prospects).countDocuments(startsWith(word), {
        limit: MANY,
        hint: wordIndex,
        maxTimeMS: 2_000,
      }),
    })),
  )
  const [rarest] = counts.toSorted((a, b) => a.count - b.count)
  const word = rarest?.word ?? ''
  return {
    isRare: (rarest?.count ?? 0) < MANY,
    hint: wordIndex,
    stretch: { min: { 'search.words': word }, max: { 'search.words': `${word}\u{10FFFF}` } },
  }
}

type RarestWord = {
  /** True when looking at all who have it is quick. */
  isRare: boolean
  hint: typeof wordIndex
  stretch: { min: Record<string, string>; max: Record<string, string> }
}

const wordIndex = { 'search.words': 1 } as const
/** So many are not looked at in a moment, one by one, to sort them and to look for the other words. */
const MANY = 10_000
/** Words of a search that are counted; the longest are the rarest, as a rule. */
const MOST_COUNTED = 3

function startsWith(word: string): Record<string, unknown> {
  return { 'search.words': { $regex: `^${escapeRegExp(word)}` } }
}

/** In ASCII, as addresses are stored; the beginning of another spelling is no beginning of what is stored. */
function isAddress(text: string): boolean {
  return /^[^\s@]+@[!-~]*$/.test(text)
}

const nobody = { _id: { $in: [] } }
