import { expect, test } from 'vitest'
import { canParseUrl } from './can-parse-url'

test('an address with an umlaut stays one, however often it is asked', () => {
  const refused = Array.from({ length: 20_000 }, () => canParseUrl('https://bücher.example/')).filter(
    (is) => !is,
  )
  expect(refused).toEqual([])
})

test.each([
  ['https://example.com', undefined, true],
  ['/x', 'https://example.com', true],
  ['/x', undefined, false],
  ['https://[::1', undefined, false],
])('%s with %s: %s', (text, base, expected) => {
  expect(canParseUrl(text, base)).toBe(expected)
})
