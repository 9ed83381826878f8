import type { CsvFormat } from '../csv/csv-format'
import type { ColumnMapping } from './import-options'

/**
 * What stands between several tags, or lists, in one cell: a semicolon, as in our own exports. Where semicolons stand
 * between columns it is whichever most of the cells have, quoted semicolons included, and a comma when none has any.
 *
 * @param rows the first ones of the file
 */
export function guessSeparator(
  rows: string[][],
  { columns, delimiter }: { columns: ColumnMapping[]; delimiter: CsvFormat['delimiter'] },
): string {
  if (delimiter !== ';') return ';'
  const cells = columns.flatMap(({ target }, index) =>
    target === 'tags' || target === 'lists' ? rows.flatMap((row) => row[index] ?? []) : [],
  )
  const countOf = (separator: string) => cells.filter((cell) => cell.includes(separator)).length
  return [',', '|', ';'].reduce((best, other) => (countOf(other) > countOf(best) ? other : best))
}
