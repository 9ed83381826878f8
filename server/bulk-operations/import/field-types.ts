import type { FieldValue } from '@/workflows/prospect-snapshot'
import type { Field } from '../../prospects/field'

export type FieldType = Field['type']

/** A cell as a value, or what is wrong with it. */
export type ReadCell = { value: FieldValue } | { problem: string }

/** How a cell becomes the value of a custom field of each type. Empty cells never come here. */
export const cellReaders: Record<FieldType, (text: string) => ReadCell> = {
  text: (text) => ({ value: text }),
  number: readNumber,
  boolean: (text) => {
    const word = text.toLowerCase()
    if (yes.has(word)) return { value: true }
    return no.has(word) ? { value: false } : { problem: 'Write yes or no' }
  },
}

const yes = new Set(['yes', 'true', '1', 'y', 'x', 'on'])
const no = new Set(['no', 'false', '0', 'n', 'off'])

/** `1234.5`, `-3`, `1,234.5`; what could be read in two ways is refused. */
export function readNumber(text: string): ReadCell {
  const plain =
    /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) && text.includes('.') ? text.replaceAll(',', '') : text
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(value) ? { value } : { problem: 'Write a number such as 1234.5' }
}
