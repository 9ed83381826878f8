import Papa from 'papaparse'
import { AppError } from '../../errors'
import { readFileFrom } from '../files/read-file'
import type { CsvFormat } from './csv-format'
import { decodeText } from './decode-text'

/** Where the next row begins: `skip` rows after this byte. `row`: how many there were, with the header. */
export type CsvCursor = { byte: number; skip: number; row: number }

export type CsvChunk = {
  rows: string[][]
  /** The number of the first of them: the header is row 1, as in a spreadsheet. Empty lines count. */
  firstRow: number
  /** Null at the end of the file. */
  next: CsvCursor | null
}

type Source = { file: string; format: CsvFormat }
type Size = {
  /** About how many bytes are parsed at a time. */
  bytes: number
  rows: number
}

/** One row can be this long; a quotation mark that is never closed makes one of the rest of the file. */
const longestRow = 1_000_000

/** Where the first row begins. */
export function startOf({ markBytes }: CsvFormat): CsvCursor {
  return { byte: markBytes, skip: 0, row: 0 }
}

/**
 * The next rows of a CSV file. From one cursor on, they are always the same.
 * @throws AppError 'unprocessable' for quotation marks that cannot be right, with the row
 */
export async function readRows({ file, format }: Source, cursor: CsvCursor, size: Size): Promise<CsvChunk> {
  for (let bytes = size.bytes; ; bytes *= 4) {
    const { text, isAll } = await readText({ file, format }, cursor.byte, bytes)
    const parsed = parse(text, format, !isAll)
    if (parsed.rows.length === 0 && !isAll) {
      if (bytes > longestRow) throw neverClosed(cursor.row + 1)
      continue
    }
    if (isAll && parsed.isUnclosed) throw neverClosed(cursor.row + parsed.rows.length - cursor.skip)
    return toChunk(parsed, { text, isAll, format }, cursor, size.rows)
  }
}

type Parsed = { rows: string[][]; end: number; isUnclosed: boolean }

function toChunk(
  { rows, end }: Parsed,
  { text, isAll, format }: { text: string; isAll: boolean; format: CsvFormat },
  cursor: CsvCursor,
  mostRows: number,
): CsvChunk {
  const taken = rows.slice(cursor.skip, cursor.skip + mostRows)
  const row = cursor.row + taken.length
  const isBlockDone = cursor.skip + taken.length === rows.length
  const chunk = { rows: taken, firstRow: cursor.row + 1 }
  if (!isBlockDone) return { ...chunk, next: { byte: cursor.byte, skip: cursor.skip + taken.length, row } }
  if (isAll) return { ...chunk, next: null }
  return { ...chunk, next: { byte: cursor.byte + byteLength(text.slice(0, end), format), skip: 0, row } }
}

async function readText({ file, format }: Source, from: number, bytes: number) {
  const parts: Buffer[] = []
  let length = 0
  let isAll = true
  for await (const part of readFileFrom(file, from)) {
    if (length === bytes) {
      isAll = false
      break
    }
    const used = part.subarray(0, bytes - length)
    parts.push(used)
    length += used.length
    if (used.length < part.length) {
      isAll = false
      break
    }
  }
  // A character that the end cuts in two is left for the next time.
  const text = decodeText(Buffer.concat(parts), format.encoding, { isCut: !isAll })
  return { text, isAll }
}

function parse(text: string, { delimiter, newline }: CsvFormat, isCut: boolean): Parsed {
  const { data, errors, meta } = new Papa.Parser({ delimiter, newline }).parse(text, 0, isCut) as {
    data: string[][]
    errors: { code: string }[]
    meta: { cursor: number }
  }
  // What ends with a line break has no row after it.
  const last = data.at(-1)
  if (!isCut && last?.length === 1 && last[0] === '') data.pop()
  return { rows: data, end: meta.cursor, isUnclosed: errors.some(({ code }) => code === 'MissingQuotes') }
}

function byteLength(text: string, { encoding }: CsvFormat): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text)
  return encoding === 'windows-1252' ? text.length : text.length * 2
}

function neverClosed(row: number): AppError {
  return new AppError('unprocessable', {
    message: 'a quotation mark is never closed',
    userMessage: `A quotation mark in row ${row} is never closed, so it cannot be told where the row ends. Nothing was imported. Correct the row (a quotation mark inside of a quoted text is written twice) and import the file again.`,
  })
}
