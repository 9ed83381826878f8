import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { linksCsv } from './links-csv'

test('links as CSV: one row each, and nothing that a spreadsheet would run', () => {
  const urls = {
    destination: 'https://example.com/?a=1,2',
    trackedUrl: 'https://example.com/?a=1,2&utm_source=x',
    shortUrl: 'https://go.example/r/x',
  }
  const { data } = Papa.parse<string[]>(
    linksCsv([
      { name: '=HYPERLINK("x")', ...urls },
      { name: 'a "b", c', ...urls },
    ]),
  )
  expect(data).toEqual([
    ['Name', 'Destination URL', 'Tracked URL', 'Short URL'],
    ['\'=HYPERLINK("x")', ...Object.values(urls)],
    ['a "b", c', ...Object.values(urls)],
  ])
})
