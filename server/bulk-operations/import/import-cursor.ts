import type { CsvCursor } from '../csv/read-rows'

/** First the whole file is read, to count its rows and to see which of them are about the same prospect. */
export type ImportCursor =
  | { phase: 'scan'; at: CsvCursor; rows: number }
  /** @param repeats whether some rows do not count; which ones stands in a file of the operation */
  | { phase: 'rows'; at: CsvCursor; hasRepeats: boolean }
