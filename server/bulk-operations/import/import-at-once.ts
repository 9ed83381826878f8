import { z } from 'zod'
import type { Upload } from '../files/store-upload'
import { finishSoon } from '../finish-soon'
import { findOperation, loadOperation } from '../load-operation'
import { bulkOperationRecordSchema } from '../operation-record'
import { columnMappingSchema, importOptionsSchema } from './import-options'
import { importRequestSchema, prepareImport } from './prepare-import'
import { readErrors } from './row-errors'
import { startImport } from './start-import'

/** Files up to this size are imported while the client waits, though never longer than this. */
const MOST_BYTES = 1_000_000
const LONGEST_MS = 15_000
const shownErrors = 1_000

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** Options of an import, as they stand in an address. */
export const importQuerySchema = importOptionsSchema
  .omit({ addTags: true, tellWorkflows: true })
  .extend({
    /** Name of the file, for the history. */
    name: z.string().max(200).optional(),
    /** Tags for everybody in the file, separated by commas. */
    addTags: z
      .string()
      .transform((text) =>
        text
          .split(',')
          .map((tag) => tag.trim())
          .filter(Boolean),
      )
      .pipe(importOptionsSchema.shape.addTags.unwrap())
      .optional(),
    tellWorkflows: flag.optional(),
    /** Where columns go, as JSON: `{"Firma": "organization", "Notes": null}`. Others are recognised by their names. */
    mapping: z
      .string()
      .transform(parseJson)
      .pipe(z.record(z.string(), columnMappingSchema.shape.target))
      .optional(),
  })
  .strip()
export type ImportQuery = z.output<typeof importQuerySchema>

export const importAnswerSchema = z.object({
  operation: bulkOperationRecordSchema,
  /** How many rows had which outcome: created, updated, unchanged, skipped, repeated, failed. */
  counts: z.record(z.string(), z.number().int()),
  /** The first rows that were not imported; all of them are in the file `errors`. The header is row 1. */
  errors: z.array(z.object({ row: z.number().int(), reason: z.string() })),
})
export type ImportAnswer = z.infer<typeof importAnswerSchema>

/** Starts an import of what was just uploaded, and waits for it when it is small. */
export async function importAtOnce(
  upload: Upload,
  query: ImportQuery,
  startedBy: string,
): Promise<ImportAnswer> {
  const { name: _name, mapping = {}, ...options } = query
  const request = importRequestSchema.parse({ fileId: upload.id, options })
  const { input } = await prepareImport(request, startedBy)
  const columns = input.columns.map((column) => {
    const target = mapping[column.header]
    if (target !== undefined) return { ...column, target }
    const isGivenAway = column.target !== null && Object.values(mapping).includes(column.target)
    return isGivenAway ? { ...column, target: null } : column
  })
  const started = await startImport({ ...request, columns }, startedBy)
  if (upload.bytes <= MOST_BYTES) await finishSoon(started, LONGEST_MS)
  const operation = await loadOperation(started._id)
  const { files } = await findOperation(started._id)
  return {
    operation,
    counts: operation.counts,
    errors: operation.finishedAt && files.errors ? await readErrors(files.errors, shownErrors) : [],
  }
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue({ code: 'custom', message: 'Write a JSON object such as {"Firma": "organization"}' })
    return z.NEVER
  }
}
