import { z } from 'zod'
import { AppError } from '../../errors'
import type { BulkFile } from '../files/bulk-file'
import { decodeText } from './decode-text'

export const delimiters = [',', ';', '\t', '|'] as const

/** How the text of a CSV file is to be read. */
export const csvFormatSchema = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.enum(delimiters),
  newline: z.enum(['\n', '\r\n', '\r']),
  /** Bytes of the mark at the very beginning. */
  markBytes: z.number().int(),
})
export type CsvFormat = z.infer<typeof csvFormatSchema>
export type CsvEncoding = NonNullable<BulkFile['encoding']>

const marks: [CsvEncoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** The encoding that the mark at the beginning of a text says; null without one. */
export function encodingByMark(head: Uint8Array): { encoding: CsvEncoding; markBytes: number } | null {
  const found = marks.find(([, mark]) => mark.every((byte, i) => head[i] === byte))
  return found ? { encoding: found[0], markBytes: found[1].length } : null
}

/** How a file is written, from its beginning; the encoding was found out from all of it. */
export function formatOf(head: Buffer, encoding: CsvEncoding, delimiter?: CsvFormat['delimiter']): CsvFormat {
  const markBytes = encodingByMark(head)?.markBytes ?? 0
  const text = decodeText(head.subarray(markBytes), encoding, { isCut: true })
  return { encoding, markBytes, newline: newlineOf(text), delimiter: delimiter ?? delimiterOf(text) }
}

function newlineOf(text: string): CsvFormat['newline'] {
  const bare = withoutQuoted(text)
  if (bare.includes('\r\n')) return '\r\n'
  return bare.includes('\n') || !bare.includes('\r') ? '\n' : '\r'
}

/** The one that splits the first lines most often, and into equally many parts; a comma when nothing does. */
function delimiterOf(text: string): CsvFormat['delimiter'] {
  const lines = withoutQuoted(text)
    .split(/\r\n|\n|\r/)
    .slice(0, 20)
    .filter(Boolean)
  const scores = delimiters.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const first = counts[0] ?? 0
    const agreeing = counts.filter((count) => count === first).length / Math.max(counts.length, 1)
    return { delimiter, score: first * agreeing ** 2 }
  })
  return scores.toSorted((a, b) => b.score - a.score)[0]?.delimiter ?? ','
}

function withoutQuoted(text: string): string {
  return text.replace(/"(?:[^"]|"")*"/g, '')
}

/**
 * Refuses what is no text: CSV files hold no null characters (outside of UTF-16), and spreadsheets are archives.
 * @throws AppError 'unprocessable'
 */
export function checkIsText(head: Uint8Array): void {
  const isArchive = head[0] === 0x50 && head[1] === 0x4b
  const isOldSpreadsheet = head[0] === 0xd0 && head[1] === 0xcf
  if (isArchive || isOldSpreadsheet) throw notText('This looks like a spreadsheet.')
  const isUtf16 = encodingByMark(head)?.encoding.startsWith('utf-16') ?? false
  if (!isUtf16 && head.includes(0)) throw notText('This is not a text file.')
}

function notText(reason: string): AppError {
  return new AppError('unprocessable', {
    message: 'an upload is no text',
    userMessage: `${reason} In the program it comes from, save it as CSV, and choose that file.`,
  })
}
