import { z } from 'zod'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { AppError } from '../errors'
import { type Field, Fields, fieldSchema } from './field'
import { type FieldRecord, toFieldRecord } from './field-record'
import { fieldKeySchema } from './prospect-input'

export const fieldLabelSchema = z
  .string()
  .trim()
  .min(1, 'Enter a label, such as “Industry”')
  .max(100, '“Label” can have at most 100 characters')

export const fieldOptionsSchema = z
  .array(
    z
      .string()
      .trim()
      .min(1, 'An option cannot be empty')
      .max(100, 'An option can have at most 100 characters'),
  )
  .max(200, 'A field can have at most 200 options')
  .transform((options) => [...new Set(options)])

export const createFieldSchema = z
  .object({
    key: fieldKeySchema,
    label: fieldLabelSchema,
    type: fieldSchema.shape.type,
    options: fieldOptionsSchema.default([]),
  })
  .refine(({ type, options }) => type !== 'choice' || options.length > 0, {
    path: ['options'],
    message: 'Add at least one option to choose from',
  })

/** A new custom field. @throws AppError 'conflict' when the key is taken */
export async function createField({
  key,
  label,
  type,
  options,
}: z.output<typeof createFieldSchema>): Promise<FieldRecord> {
  const field: Field = {
    _id: key,
    label,
    type,
    ...(type === 'choice' && { options }),
    archivedAt: null,
    createdAt: new Date(),
  }
  try {
    await Fields.create(field)
  } catch (cause) {
    if (!isDuplicateKey(cause)) throw cause
    throw new AppError('conflict', {
      message: `field ${key} exists`,
      userMessage: `There is a field with the key “${key}” already. Choose another key, or restore that field if it is archived.`,
      details: [{ field: 'key', message: 'This key is taken' }],
      cause,
    })
  }
  return toFieldRecord(field)
}
