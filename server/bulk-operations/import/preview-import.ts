import { z } from 'zod'
import { prospectSnapshotSchema } from '@/workflows/prospect-snapshot'
import { csvFormatSchema } from '../csv/csv-format'
import { startOf } from '../csv/read-rows'
import type { Standing } from '../handler'
import { type ImportRow, problemOf, readImportChunk } from './decide-rows'
import type { ImportCursor } from './import-cursor'
import type { ImportInput } from './import-input'
import { columnMappingSchema, decidedOptionsSchema } from './import-options'
import { type ImportRequest, prepareImport } from './prepare-import'
import { changeByRow, newFromRow } from './row-change'

const shownRows = 20

export const importPreviewSchema = z.object({
  name: z.string(),
  bytes: z.number().int(),
  format: csvFormatSchema,
  columns: z.array(columnMappingSchema),
  options: decidedOptionsSchema,
  /** What has to be chosen before it can be started; null when it can be. */
  problem: z.string().nullable(),
  /** The first rows, as they would be stored. */
  rows: z.array(
    z.object({
      /** As in a spreadsheet: the header is row 1. */
      row: z.number().int(),
      cells: z.array(z.string()),
      outcome: z.enum(['created', 'updated', 'unchanged', 'skipped', 'failed']),
      reason: z.string().nullable(),
      /** The prospect as it would be; null when the row cannot be imported. */
      prospect: prospectSnapshotSchema.nullable(),
    }),
  ),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** How the first rows of an upload would be imported. Changes nothing. */
export async function previewImport(request: ImportRequest, startedBy: string): Promise<ImportPreview> {
  const { upload, input, problem } = await prepareImport(request, startedBy)
  const cursor = { phase: 'rows' as const, at: startOf(input.format), hasRepeats: false }
  const pretended = { _id: 'preview', input, forgotten: [] as string[] } as Standing<
    ImportInput,
    ImportCursor
  > // all that reading rows looks at
  const { rows } = await readImportChunk(pretended, cursor)
  return {
    name: upload.name,
    bytes: upload.bytes,
    format: input.format,
    columns: input.columns,
    options: input.options,
    problem,
    rows: rows.slice(0, shownRows).map((row) => shown(row, input)),
  }
}

function shown(row: ImportRow, input: ImportInput): ImportPreview['rows'][number] {
  const { read, existing } = row
  const common = { row: row.row, cells: row.cells.map((cell) => cell.slice(0, 200)) }
  const reason = problemOf(row, input)
  if (reason !== null || !read.ok) return { ...common, outcome: 'failed', reason, prospect: null }
  const [before] = existing
  if (!before)
    return { ...common, outcome: 'created', reason: null, prospect: snapshotOf(newFromRow(read, input)) }
  const changed = changeByRow(before, read, input)
  const outcome = changed ? 'updated' : input.options.existing === 'skip' ? 'skipped' : 'unchanged'
  return { ...common, outcome, reason: null, prospect: snapshotOf(changed?.after ?? before) }
}

function snapshotOf(prospect: object) {
  return prospectSnapshotSchema.parse(prospect)
}
