import type { FieldValue } from '@/workflows/prospect-snapshot'
import { readFieldValue } from '../../prospects/check-field-values'
import type { Field } from '../../prospects/field'

/** What an import knows of a custom field. */
export type ImportField = Pick<Field, 'label' | 'type'> & { options: string[] }

/** A cell as a value, or what is wrong with it. */
export type ReadCell = { value: FieldValue } | { problem: string }

/** A cell that is not empty, as the value of a custom field; the rules are those of every door. */
export function readFieldCell(text: string, field: ImportField): ReadCell {
  const read = cellReaders[field.type](text)
  if ('problem' in read) return read
  const { value, problem } = readFieldValue(field, read.value)
  return problem === null ? { value } : { problem }
}

/** How text becomes a value of each type. */
const cellReaders: Record<Field['type'], (text: string) => ReadCell> = {
  text: (text) => (text.length <= 5_000 ? { value: text } : { problem: 'It has more than 5,000 characters' }),
  number: readNumber,
  boolean: (text) => {
    const word = text.toLowerCase()
    if (yes.has(word)) return { value: true }
    return no.has(word) ? { value: false } : { problem: 'Write yes or no' }
  },
  date: (text) => ({ value: /^\d{4}-\d{2}-\d{2}T/.test(text) ? text.slice(0, 10) : text }),
  choice: (text) => ({ value: text }),
}

const yes = new Set(['yes', 'true', '1', 'y', 'x', 'on'])
const no = new Set(['no', 'false', '0', 'n', 'off'])

/** `1234.5`, `-3`, `1,234.5`; what could be read in two ways is refused. */
export function readNumber(text: string): ReadCell {
  const isGrouped = /^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(text)
  const plain = isGrouped ? text.replaceAll(',', '') : text
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(value) ? { value } : { problem: 'Write a number such as 1234.5' }
}
