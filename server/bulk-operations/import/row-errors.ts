import Papa from 'papaparse'
import { csvLine } from '../csv/csv-line'
import { createFile } from '../files/create-file'
import { readParts } from '../files/read-file'
import { writePart } from '../files/write-part'

export type RowError = { row: number; reason: string; cells: string[] }

/** How long the rows that were not imported can be downloaded. */
const KEPT_MS = 7 * 24 * 60 * 60_000

/** The file for rows that cannot be imported, in a form that can be imported again when they are corrected. */
export function createErrorFile(id: string, headers: string[]): Promise<void> {
  return createFile({
    _id: id,
    name: 'rows-not-imported.csv',
    isComplete: true,
    head: csvLine(['Row', 'Reason', ...headers]),
    expiresAt: new Date(Date.now() + KEPT_MS),
  })
}

/** @param n the number of the chunk's first row */
export async function writeErrors(file: string | null, n: number, errors: RowError[]): Promise<void> {
  if (!file || errors.length === 0) return
  const lines = errors
    .toSorted((a, b) => a.row - b.row)
    .map(({ row, reason, cells }) => csvLine([row, reason, ...cells]))
  await writePart({ file, n, data: Buffer.from(lines.join('')) })
}

/** The first rows that were not imported, for an answer. */
export async function readErrors(file: string, most: number): Promise<{ row: number; reason: string }[]> {
  const errors: { row: number; reason: string }[] = []
  for await (const part of readParts(file)) {
    const { data } = new Papa.Parser({ delimiter: ',', newline: '\r\n' }).parse(
      part.toString(),
      0,
      false,
    ) as {
      data: string[][]
    }
    for (const [row, reason] of data) if (row) errors.push({ row: Number(row), reason: reason ?? '' })
    if (errors.length >= most) break
  }
  return errors.slice(0, most)
}
