import { isDay } from '@/workflows/criteria/date-filter'
import type { FieldValue } from '@/workflows/prospect-snapshot'
import { findRows } from '../db/find-rows'
import { AppError } from '../errors'
import { type Field, Fields } from './field'

type Values = Record<string, FieldValue>

/**
 * Custom field values as they are stored: each of the type of its field. An empty text means no value where the type is
 * not text. Keys that nobody has used yet are fine: they become fields of the type of their first value.
 * @throws AppError 'invalid-input' that names every wrong value and the expected type
 */
export async function checkFieldValues(values: Values): Promise<Values> {
  const keys = Object.keys(values)
  if (keys.length === 0) return values
  const known = await findRows(Fields, { _id: { $in: keys } }).toArray()
  const checked = known.map((field) => ({ field, ...readFieldValue(field, values[field._id] ?? null) }))
  const wrong = checked.flatMap(({ field, problem }) => (problem ? { field, problem } : []))
  if (wrong.length) throw wrongValues(wrong)
  const read = checked.map(({ field, value }) => [field._id, value] as const)
  return { ...values, ...Object.fromEntries(read) }
}

/** One value as its field stores it, or what is wrong with it, as a sentence. */
export function readFieldValue(
  { label, type, options = [] }: Pick<Field, 'label' | 'type' | 'options'>,
  value: FieldValue,
): { value: FieldValue; problem: string | null } {
  if (value === null || (value === '' && type !== 'text')) return { value: null, problem: null }
  const expected = expectations[type]
  if (expected.fits(value, options)) return { value, problem: null }
  return { value: null, problem: `“${label}” expects ${expected.words(options)}` }
}

type Expectation = {
  fits: (value: FieldValue, options: string[]) => boolean
  words: (options: string[]) => string
}

const expectations: Record<Field['type'], Expectation> = {
  text: { fits: (value) => typeof value === 'string', words: () => 'text' },
  number: { fits: (value) => typeof value === 'number', words: () => 'a number' },
  boolean: { fits: (value) => typeof value === 'boolean', words: () => 'yes or no (true or false)' },
  date: {
    fits: (value) => typeof value === 'string' && isDay(value),
    words: () => 'a day such as 2026-03-31',
  },
  choice: {
    fits: (value, options) => typeof value === 'string' && options.includes(value),
    words: (options) => `one of: ${options.join(', ')}`,
  },
}

function wrongValues(wrong: { field: Field; problem: string }[]): AppError {
  return new AppError('invalid-input', {
    message: `values of the wrong type for ${wrong.map(({ field }) => field._id).join(', ')}`,
    userMessage: `${wrong.map(({ problem }) => problem).join('. ')}.`,
    details: wrong.map(({ field, problem }) => ({ field: `fields.${field._id}`, message: problem })),
  })
}
