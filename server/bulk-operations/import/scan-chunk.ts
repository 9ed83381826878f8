import { LRUCache } from 'lru-cache'
import { AppError } from '../../errors'
import { type CsvCursor, readRows, startOf } from '../csv/read-rows'
import { findFiles } from '../files/find-files'
import type { Look, Standing } from '../handler'
import type { ImportCursor } from './import-cursor'
import type { ImportInput } from './import-input'
import { MOST_ROWS, RepeatFinder, rowKey } from './scan'

const chunkSize = { bytes: 512 * 1024, rows: 4_000 }

/** What this process has read so far; whoever does not have it begins again, which only takes time. */
const scans = new LRUCache<string, { finder: RepeatFinder; reached: number }>({ max: 2 })

/** @param bits which rows do not count; null: all of them do */
export type Scanned = { bits: Buffer | null }

type Scanning = Extract<ImportCursor, { phase: 'scan' }>

/** Reads on in the file of an import. In the end it knows how many rows there are, and which of them count. */
export async function scanChunk(
  operation: Standing<ImportInput, ImportCursor>,
  cursor: Scanning | null,
): Promise<Look<ImportCursor, null, Scanned>> {
  const { input } = operation
  const known = scans.get(operation._id)
  const isKnown = cursor !== null && known?.reached === cursor.at.row
  const at = isKnown ? cursor.at : startOf(input.format)
  const finder = isKnown ? known.finder : await newFinder(input)
  const chunk = await readRows(input, at, chunkSize)
  const rows = (isKnown ? cursor.rows : 0) + findRepeats(chunk, input, finder)
  if (rows > MOST_ROWS) throw tooMany()
  if (chunk.next) return goOn(operation._id, finder, chunk.next, rows)
  scans.delete(operation._id)
  return {
    orders: null,
    next: { phase: 'rows', at: startOf(input.format), hasRepeats: finder.repeats > 0 },
    done: 0,
    total: rows,
    memo: { bits: finder.repeats > 0 ? finder.bits() : null },
  }
}

function goOn(
  id: string,
  finder: RepeatFinder,
  at: CsvCursor,
  rows: number,
): Look<ImportCursor, null, Scanned> {
  scans.set(id, { finder, reached: at.row })
  return { orders: null, next: { phase: 'scan', at, rows }, done: 0, memo: { bits: null } }
}

async function newFinder({ file, options }: ImportInput): Promise<RepeatFinder> {
  const stored = (await findFiles([file])).get(file)
  if (!stored) throw fileGone()
  return new RepeatFinder(stored.bytes, options.repeated)
}

/** @returns how many rows there are in the chunk, without the header and empty lines */
function findRepeats(
  { rows, firstRow }: { rows: string[][]; firstRow: number },
  input: ImportInput,
  finder: RepeatFinder,
): number {
  let count = 0
  for (const [index, cells] of rows.entries()) {
    const row = firstRow + index
    if (row === 1 || isEmptyRow(cells)) continue
    count += 1
    const key = rowKey(cells, input)
    if (key !== null) finder.add(key, row)
  }
  return count
}

/** An empty line, or one with separators alone. */
export function isEmptyRow(cells: string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

function tooMany(): AppError {
  return new AppError('unprocessable', {
    message: 'an import has too many rows',
    userMessage: `The file has more than ${MOST_ROWS.toLocaleString('en')} rows. Nothing was imported. Split it, and import the parts one after the other.`,
  })
}

/** What was uploaded is gone: it expired, or somebody was erased. */
export function fileGone(): AppError {
  return new AppError('not-found', {
    message: 'the file of an import is gone',
    userMessage: 'The uploaded file is no longer there. Choose it again.',
  })
}
