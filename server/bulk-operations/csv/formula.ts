/** What spreadsheets would take for a formula: also behind apostrophes, so that taking one away is exact. */
const formula = /^'*[=+\-@\t\r]/
const escaped = /^'+[=+\-@\t\r]/

/** A text that a spreadsheet shows as it is, and never runs (CSV injection). */
export function escapeFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** What was escaped before, as it was. */
export function unescapeFormula(text: string): string {
  return escaped.test(text) ? text.slice(1) : text
}
