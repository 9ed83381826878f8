import Papa from 'papaparse'

type Row = { name: string; destination: string; trackedUrl: string; shortUrl: string }

/** Links as a table for a spreadsheet; a cell that would be taken for a formula begins with an apostrophe. */
export function linksCsv(links: readonly Row[]): string {
  return Papa.unparse(
    {
      fields: ['Name', 'Destination URL', 'Tracked URL', 'Short URL'],
      data: links.map(({ name, destination, trackedUrl, shortUrl }) => [
        name,
        destination,
        trackedUrl,
        shortUrl,
      ]),
    },
    { escapeFormulae: true },
  )
}
