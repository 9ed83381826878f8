import { LRUCache } from 'lru-cache'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { findRows } from '../../db/find-rows'
import { derivedId } from '../../db/new-id'
import { changeEvents } from '../../events/record-changes'
import type { StoredEvent } from '../../events/stored-event'
import { type Prospect, Prospects } from '../../prospects/prospect'
import { type CsvChunk, readRows } from '../csv/read-rows'
import { readParts } from '../files/read-file'
import type { Look, Standing } from '../handler'
import { isForgotten } from './forgotten'
import type { ImportCursor } from './import-cursor'
import type { ImportInput } from './import-input'
import { type ReadRow, readRow } from './read-row'
import { repeatsFileOf } from './repeats-file'
import { changeByRow, newFromRow } from './row-change'
import { isLost, rowKey } from './scan'
import { isEmptyRow } from './scan-chunk'

const chunkSize = { bytes: 128 * 1024, rows: 1_000 }

/** What becomes of a row; the letter stands in the orders. */
export const rowOutcomes = {
  created: 'c',
  updated: 'u',
  /** It says nothing new. */
  unchanged: 'n',
  /** Prospects that are there were to be left alone. */
  skipped: 's',
  /** Another row of the file is about the same prospect. */
  repeated: 'd',
  failed: 'e',
  /** The person was erased while the import ran. */
  erased: 'x',
} as const
export type RowOutcome = keyof typeof rowOutcomes

/** @param outcomes one letter a row, in the order of the chunk @param events to be recorded once it is done */
export type RowOrders = { outcomes: string; events: StoredEvent[] }

export type ImportRow = { row: number; cells: string[]; read: ReadRow; existing: Prospect[]; isLost: boolean }
export type ImportChunk = { rows: ImportRow[]; firstRow: number; next: CsvChunk['next'] }

type RowsCursor = Extract<ImportCursor, { phase: 'rows' }>
type Operation = Standing<ImportInput, ImportCursor>

/** Decides what becomes of the next rows. */
export async function decideRows(
  operation: Operation,
  cursor: RowsCursor,
): Promise<Look<ImportCursor, RowOrders, ImportChunk>> {
  const chunk = await readImportChunk(operation, cursor)
  const outcomes = chunk.rows.map((row) => outcomeOf(row, operation))
  const events = operation.input.options.tellWorkflows ? await eventsOf(chunk.rows, outcomes, operation) : []
  return {
    orders: { outcomes: outcomes.map((outcome) => rowOutcomes[outcome]).join(''), events },
    next: chunk.next && { ...cursor, at: chunk.next },
    done: operation.progress.done + chunk.rows.length,
    memo: chunk,
  }
}

/** The rows of a chunk, read and checked, with the prospects that are there. The same rows each time. */
export async function readImportChunk(operation: Operation, cursor: RowsCursor): Promise<ImportChunk> {
  const { input } = operation
  const chunk = await readRows(input, cursor.at, chunkSize)
  const bits = cursor.hasRepeats ? await lostRows(operation._id) : null
  const rows = chunk.rows
    .map((cells, index) => ({ cells, row: chunk.firstRow + index }))
    .filter(({ row, cells }) => row > 1 && !isEmptyRow(cells))
    .map((one) => ({ ...one, isLost: isLost(bits, one.row), read: readRow(one.cells, input) }))
  const existing = await findExisting(rows, input)
  return {
    firstRow: chunk.firstRow,
    next: chunk.next,
    rows: rows.map((row) => ({ ...row, existing: existing.get(rowKey(row.cells, input) ?? '') ?? [] })),
  }
}

/** Written once, before the first row. */
const lostByOperation = new LRUCache<string, Buffer>({ max: 4 })

async function lostRows(operationId: string): Promise<Buffer> {
  const known = lostByOperation.get(operationId)
  if (known) return known
  const parts: Buffer[] = []
  for await (const part of readParts(repeatsFileOf(operationId))) parts.push(part)
  const bits = Buffer.concat(parts)
  lostByOperation.set(operationId, bits)
  return bits
}

async function findExisting(
  rows: Pick<ImportRow, 'cells' | 'read' | 'isLost'>[],
  input: ImportInput,
): Promise<Map<string, Prospect[]>> {
  const { matchBy } = input.options
  const found = new Map<string, Prospect[]>()
  const keys = rows.flatMap(({ cells, read, isLost }) =>
    read.ok && !isLost ? (rowKey(cells, input) ?? []) : [],
  )
  if (keys.length === 0) return found
  const isCustom = matchBy.startsWith('fields.')
  const path = matchBy === 'id' ? '_id' : matchBy
  const values: unknown[] = isCustom ? keys.map((key) => JSON.parse(key)) : keys
  const prospects = await findRows(
    Prospects,
    { [path]: { $in: values } },
    { fx: 0, visitorIds: 0, search: 0 },
  ).toArray()
  for (const prospect of prospects) {
    const key = isCustom
      ? JSON.stringify(prospect.fields[matchBy.slice('fields.'.length)])
      : matchBy === 'id'
        ? prospect._id
        : (prospect.email ?? '')
    found.set(key, [...(found.get(key) ?? []), prospect])
  }
  return found
}

function outcomeOf(
  { read, existing, cells, isLost }: ImportRow,
  { input, forgotten }: Operation,
): RowOutcome {
  if (!read.ok) return 'failed'
  if (isLost) return 'repeated'
  if (problemOf({ read, existing, cells }, input)) return 'failed'
  if (isForgotten(read.values.email, forgotten)) return 'erased'
  const [prospect] = existing
  if (!prospect) return 'created'
  if (input.options.existing === 'skip') return 'skipped'
  return changeByRow(prospect, read, input) ? 'updated' : 'unchanged'
}

/** Why a row cannot be imported; null when it can. */
export function problemOf(
  { read, existing, cells }: Pick<ImportRow, 'read' | 'existing' | 'cells'>,
  input: ImportInput,
): string | null {
  if (!read.ok) return read.problems.join('; ')
  const { matchBy, unmatched } = input.options
  const key = rowKey(cells, input)
  if (existing.length > 1) return `${existing.length} prospects have this value; it must be of one only`
  if (existing.length === 1) return null
  if (key === null && unmatched === 'refuse')
    return matchBy === 'email' ? 'There is no email address' : 'It does not say which prospect it is about'
  if (key !== null && matchBy === 'id') return 'There is no prospect with this id'
  return null
}

/**
 * The id of the prospect that a row makes: always the same, so that making it again changes nothing, and in the order of the
 * rows, since indexes grow much faster at their end than all over.
 */
export function prospectIdOf(operationId: string, row: number): string {
  return derivedId('import', operationId).slice(0, 16) + row.toString(16).padStart(8, '0')
}

function eventsOf(
  rows: ImportRow[],
  outcomes: RowOutcome[],
  { _id, input }: Operation,
): Promise<StoredEvent[]> {
  const changed = rows.flatMap(({ row, read, existing: [before] }, index) => {
    if (!read.ok) return []
    const cause = `${_id}:${row}`
    if (outcomes[index] === 'created')
      return [
        { prospectId: prospectIdOf(_id, row), before: emptyProspect, after: newFromRow(read, input), cause },
      ]
    const after = outcomes[index] === 'updated' && before && changeByRow(before, read, input)?.after
    return after ? [{ prospectId: before._id, before, after, cause }] : []
  })
  return changeEvents(changed)
}
