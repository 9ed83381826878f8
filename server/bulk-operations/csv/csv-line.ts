import { escapeFormula } from './formula'

/** One line of a CSV file, with its line break (RFC 4180). Numbers are written as they are, texts never as formulas. */
export function csvLine(values: (string | number | boolean | null)[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const safe = escapeFormula(value)
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
