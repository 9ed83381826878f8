import { readableEmail } from './email-address'
import type { Prospect } from './prospect'

/** What a prospect is found by and sorted by; derived from these fields and nothing else. */
export const searchedFields = ['firstName', 'lastName', 'organization', 'email'] as const
export type Searched = Pick<Prospect, (typeof searchedFields)[number]>

/** Words of a text as they are compared: small letters without accents. Everything else stands between words. */
export function searchWords(text: string): string[] {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The words of names, organization and address, in either spelling of its domain, each once, and the name as it is sorted. */
export function searchOf({ firstName, lastName, organization, email }: Searched): SearchKeys {
  const words = searchWords(
    [firstName, lastName, organization, email ?? '', readableEmail(email ?? '')].join(' '),
  )
  const distinct = [...new Set(words.map((word) => word.slice(0, LONGEST_WORD)))].slice(0, MOST_WORDS)
  const shownAs = `${firstName} ${lastName}`.trim() || (email ?? '')
  return {
    // Never empty: an index cannot tell a list without entries from a field that was never written.
    words: distinct.length ? distinct : [''],
    name: fold(shownAs).slice(0, LONGEST_NAME) || null,
  }
}
type SearchKeys = NonNullable<Prospect['search']>

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

const LONGEST_WORD = 40
const MOST_WORDS = 60
const LONGEST_NAME = 120
