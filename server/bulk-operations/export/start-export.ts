import { z } from 'zod'
import { findRows } from '../../db/find-rows'
import { Fields } from '../../prospects/field'
import { prospectSelectionSchema } from '../../prospects/prospect-selection'
import type { BulkOperation } from '../bulk-operation'
import { startOperation } from '../start-operation'
import { type ExportColumnName, exportColumnNames, exportColumnSchema, exportColumns } from './export-columns'
import type { ExportInput } from './export-handler'

export const exportRequestSchema = z.strictObject({
  /** Who is exported; everybody when left out. */
  selection: prospectSelectionSchema.default({ all: true }),
  /** In this order; when left out, all there are. Custom fields as `fields.key`. */
  columns: z.array(exportColumnSchema).min(1, 'Choose at least one column').max(300).optional(),
  /** A mark at the beginning by which Excel knows that the text is UTF-8. */
  withMark: z.boolean().default(true),
})

/** Starts an export of prospects as CSV, for download when it is done. */
export async function startExport(
  request: z.output<typeof exportRequestSchema>,
  startedBy: string,
): Promise<BulkOperation> {
  const { selection, withMark } = request
  const fields = await findRows(Fields, {}).sort({ _id: 1 }).limit(300).toArray()
  const custom = fields.map(({ _id }) => `fields.${_id}`)
  const columns = [
    ...new Set(request.columns ?? [...exportColumnNames.filter((name) => name !== 'name'), ...custom]),
  ]
  const input: ExportInput = { selection, columns, withMark, fieldLabels: labelsOf(fields) }
  return startOperation({ kind: 'prospects.export', title: 'Export of prospects', input, startedBy })
}

/** Two columns of one name could not be told apart when they come back, so a label in use gives way to the key. */
function labelsOf(fields: { _id: string; label: string }[]): Record<string, string> {
  const taken = new Set(
    exportColumnNames.map((name: ExportColumnName) => exportColumns[name].header.toLowerCase()),
  )
  const labels: Record<string, string> = {}
  for (const { _id, label } of fields) {
    const isFree = label !== '' && !taken.has(label.toLowerCase())
    labels[_id] = isFree ? label : `fields.${_id}`
    taken.add(labels[_id].toLowerCase())
  }
  return labels
}
