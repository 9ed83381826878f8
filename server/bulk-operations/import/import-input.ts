import type { z } from 'zod'
import type { CsvFormat } from '../csv/csv-format'
import type { ImportField } from './field-types'
import type { ColumnMapping, decidedOptionsSchema } from './import-options'

/** All that an import works by; made once at its start, so that every row is read in the same way. */
export type ImportInput = {
  file: string
  format: CsvFormat
  columns: ColumnMapping[]
  options: z.output<typeof decidedOptionsSchema>
  /** The custom fields in it, by key. */
  fields: Record<string, ImportField>
  /** Ids of lists by name in small letters, of those that the file or the options may name. */
  listIds: Record<string, string>
  /** Ids of users by address and by id. */
  userIds: Record<string, string>
  startedBy: string
}
