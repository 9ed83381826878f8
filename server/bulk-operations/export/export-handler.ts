import type { Filter, FindCursor } from 'mongodb'
import { listUsers } from '../../auth/list-users'
import { collectionOf } from '../../db/collection-of'
import { findRows } from '../../db/find-rows'
import { Lists } from '../../lists/list'
import { clickFigures } from '../../prospects/click-figures'
import { type Prospect, Prospects } from '../../prospects/prospect'
import { type ProspectSelection, selectionFilter } from '../../prospects/prospect-selection'
import { BulkOperations } from '../bulk-operation'
import { csvLine } from '../csv/csv-line'
import { createFile } from '../files/create-file'
import { finishFile } from '../files/finish-file'
import { writePart } from '../files/write-part'
import type { BulkHandler, Counts, Standing } from '../handler'
import { type Around, columnOf } from './export-columns'
import { keepHeapSmall } from './keep-heap-small'

export type ExportInput = {
  selection: ProspectSelection
  columns: string[]
  withMark: boolean
  fieldLabels: Record<string, string>
}

/** The last prospect that was written, and how many parts there are. */
type ExportCursor = { after: string; parts: number }
type Operation = Standing<ExportInput, ExportCursor>

const chunkRows = 2_000
/** So many are in memory at a time. */
const batchRows = 500
type Memo = { rows: number; lines: Buffer }

/** Prospects as CSV, in the order of their ids: those that were there when it began, each as its turn finds it. */
export const exportHandler: BulkHandler<ExportInput, ExportCursor, null, Memo> = {
  look: async (operation) => {
    const { cursor, progress } = operation
    keepHeapSmall(true)
    const { rows, last, lines } = await nextLines(operation)
    const isLast = rows < chunkRows || !last
    const done = progress.done + rows
    return {
      orders: null,
      next: isLast ? null : { after: last, parts: (cursor?.parts ?? 0) + 1 },
      done,
      ...(isLast ? { total: done } : !cursor && { total: await countAll(operation) }),
      memo: { rows, lines },
    }
  },
  act: async (operation, _orders, memo): Promise<Counts> => {
    if (!memo) return {} // there are no orders, so whoever looked is who acts
    const file = `${operation._id}-${operation.round}`
    if (!operation.cursor) await beginFile(file, operation)
    await writePart({ file, n: operation.cursor?.parts ?? 0, data: memo.lines })
    if (memo.rows < chunkRows) {
      await finishFile(file)
      keepHeapSmall(false)
    }
    return { exported: memo.rows }
  },
}

/** The lines of the next prospects, of whom only few are in memory at a time. */
async function nextLines(operation: Operation): Promise<Memo & { last: string | undefined }> {
  const found = findNext(operation)
  const lines: Buffer[] = []
  let rows = 0
  let last: string | undefined
  while (await found.hasNext()) {
    const prospects = found.readBufferedDocuments()
    lines.push(await linesOf(prospects, operation.input))
    rows += prospects.length
    last = prospects.at(-1)?._id
  }
  return { rows, last, lines: Buffer.concat(lines) }
}

function findNext(operation: Operation): FindCursor<Prospect> {
  const after = operation.cursor ? [{ _id: { $gt: operation.cursor.after } }] : []
  return findRows(
    Prospects,
    { $and: [...chosen(operation), ...after] },
    { fx: 0, visitorIds: 0, search: 0, changedBy: 0 },
  )
    .sort({ _id: 1 })
    .limit(chunkRows)
    .batchSize(batchRows)
}

/** About how many there are; what cannot be counted in a moment is told in the end. */
async function countAll(operation: Operation): Promise<number> {
  const filter = { $and: chosen(operation) } as Filter<Prospect> // built by us, from what was checked at the door
  return collectionOf(Prospects)
    .countDocuments(filter, { maxTimeMS: 5_000 })
    .catch(() => 0)
}

/** Who comes later does not belong to it. */
function chosen({ input, createdAt }: Operation): Record<string, unknown>[] {
  return [selectionFilter(input.selection), { createdAt: { $lte: createdAt } }]
}

async function linesOf(prospects: Prospect[], { columns, fieldLabels }: ExportInput): Promise<Buffer> {
  const cells = columns.map((name) => columnOf(name, fieldLabels).cell)
  const around = await loadAround(prospects, columns)
  return Buffer.from(
    prospects.map((prospect) => csvLine(cells.map((cell) => cell(prospect, around)))).join(''),
  )
}

async function loadAround(prospects: Prospect[], columns: string[]): Promise<Around> {
  const needs = (...names: string[]) => names.some((name) => columns.includes(name))
  const [lists, users, clicks] = await Promise.all([
    needs('lists') ? findRows(Lists, {}, { name: 1 }).toArray() : [],
    needs('owner') ? listUsers() : [],
    needs('link_clicks', 'contact_referral_link_clicks')
      ? clickFigures(prospects.map(({ _id }) => _id))
      : new Map(),
  ])
  return {
    listNames: new Map(lists.map(({ _id, name }) => [_id, name])),
    userEmails: new Map(users.map(({ id, email }) => [id, email])),
    clicks,
  }
}

async function beginFile(file: string, { _id, round, createdAt, input }: Operation): Promise<void> {
  const header = csvLine(input.columns.map((name) => columnOf(name, input.fieldLabels).header))
  await createFile({
    _id: file,
    name: `prospects-${createdAt.toISOString().slice(0, 10)}.csv`,
    head: `${input.withMark ? '\ufeff' : ''}${header}`,
  })
  await collectionOf(BulkOperations).updateOne(
    { _id, round },
    { $set: { 'files.result': file } },
    { maxTimeMS: 5_000 },
  )
}
