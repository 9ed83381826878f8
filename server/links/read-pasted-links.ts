import Papa from 'papaparse'

/** One line of a pasted list, as it was understood. */
export type PastedRow = { destination: string; name: string }

/**
 * Reads links out of what somebody pasted: an address a line, with a name before or after it, separated by a tab, a
 * comma or a semicolon, whichever of these comes first in this order; also cells of a spreadsheet, with or without a
 * line of titles. A cell in quotes may hold separators and line breaks. Empty lines are left out.
 */
export function readPastedLinks(text: string): PastedRow[] {
  const rows = splitRows(text).filter((cells) => cells.some((cell) => cell !== ''))
  const hasTitles = rows.length > 1 && !rows[0]?.some(looksLikeAddress) && rows[0]?.some(isTitle)
  return (hasTitles ? rows.slice(1) : rows).map(toRow)
}

function toRow(cells: string[]): PastedRow {
  const place = Math.max(0, cells.findIndex(looksLikeAddress))
  const name = cells.find((cell, index) => index !== place && cell !== '')
  return { destination: cells[place] ?? '', name: name ?? '' }
}

function looksLikeAddress(cell: string): boolean {
  return /^([a-z][a-z0-9+.-]*:|www\.|\/\/)/i.test(cell)
}

function isTitle(cell: string): boolean {
  return /^(name|title|label|url|link|address|destination|destination url|target|target url)$/i.test(cell)
}

/** Tabs come from spreadsheets, and then nothing else separates: commas are part of the cells. */
function splitRows(text: string): string[][] {
  const delimiter = ['\t', ',', ';'].find((letter) => text.includes(letter)) ?? ','
  const { data } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true })
  return data.map((cells) => cells.map((cell) => cell.trim()))
}
