import { createHash } from 'node:crypto'
import { normaliseEmail } from '../../prospects/email-address'
import { unescapeFormula } from '../csv/formula'
import { readFieldCell } from './field-types'
import type { ImportInput } from './import-input'

export const MOST_ROWS = 1_000_000

/**
 * Which rows of a file do not count because another one is about the same prospect: 16 bytes a row, whatever the keys
 * are. Two keys count as one when 64 bits of their hashes agree: by chance once in 30 million files of 1,000,000 rows.
 */
export class RepeatFinder {
  private readonly high: Uint32Array
  private readonly low: Uint32Array
  private readonly rowOf: Uint32Array
  private readonly keeps: 'first' | 'last'
  private lost = new Uint8Array(1_024)
  repeats = 0

  /** @param bytes of the file; no row is shorter than four */
  constructor(bytes: number, keeps: 'first' | 'last') {
    const size = 2 ** Math.ceil(Math.log2(2 * Math.min(MOST_ROWS, bytes / 4) + 16))
    this.high = new Uint32Array(size)
    this.low = new Uint32Array(size)
    this.rowOf = new Uint32Array(size)
    this.keeps = keeps
  }

  /** @param row from 1 on */
  add(key: string, row: number): void {
    const digest = createHash('sha1').update(key).digest()
    const [high, low] = [digest.readUInt32LE(0), digest.readUInt32LE(4)]
    const mask = this.rowOf.length - 1
    let place = low & mask
    while (this.rowOf[place] && (this.high[place] !== high || this.low[place] !== low))
      place = (place + 1) & mask
    const before = this.rowOf[place]
    if (before) this.lose(this.keeps === 'first' ? row : before)
    if (before && this.keeps === 'first') return
    this.high[place] = high
    this.low[place] = low
    this.rowOf[place] = row
  }

  /** One bit a row: set when it does not count. */
  bits(): Buffer {
    return Buffer.from(this.lost)
  }

  private lose(row: number): void {
    if (row >> 3 >= this.lost.length) {
      const larger = new Uint8Array(2 * ((row >> 3) + 1))
      larger.set(this.lost)
      this.lost = larger
    }
    this.lost[row >> 3] = (this.lost[row >> 3] ?? 0) | (1 << (row & 7))
    this.repeats += 1
  }
}

/** True when the bit of a row is set. */
export function isLost(bits: Buffer | null, row: number): boolean {
  return bits !== null && ((bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0
}

/** Whom a row is about, as text that is the same for the same prospect; null when it does not say, or not clearly. */
export function rowKey(cells: string[], { columns, options, fields }: ImportInput): string | null {
  const index = columns.findIndex(({ target }) => target === options.matchBy)
  const text = unescapeFormula((cells[index] ?? '').trim())
  if (text === '') return null
  if (options.matchBy === 'email') return normaliseEmail(text)
  if (options.matchBy === 'id') return text
  const field = fields[options.matchBy.slice('fields.'.length)]
  const read = field ? readFieldCell(text, field) : { value: text }
  return 'value' in read ? JSON.stringify(read.value) : null
}
