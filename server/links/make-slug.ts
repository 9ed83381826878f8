import { randomInt } from 'node:crypto'

/** Without the letters and digits that people mix up on paper: 0 O o, 1 l I i. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'

/** Eight characters of 55: 84 million million slugs. */
export function makeSlug(length = 8): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}
