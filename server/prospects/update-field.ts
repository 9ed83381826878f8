import { z } from 'zod'
import { AppError } from '../errors'
import { fieldLabelSchema, fieldOptionsSchema } from './create-field'
import { type Field, Fields } from './field'
import { type FieldRecord, toFieldRecord } from './field-record'

export const updateFieldSchema = z
  .object({ label: fieldLabelSchema, options: fieldOptionsSchema, isArchived: z.boolean() })
  .partial()

/**
 * Changes the label, the options of a choice, or whether it is offered. Key and type stay for ever; values that are no
 * option any more stay until somebody changes them.
 * @throws AppError 'not-found', or 'invalid-input' for options where there is nothing to choose
 */
export async function updateField(
  key: string,
  { label, options, isArchived }: z.output<typeof updateFieldSchema>,
): Promise<FieldRecord> {
  const field = await findField(key)
  if (options && (field.type !== 'choice' || options.length === 0)) throw wrongOptions(field)
  const changes = {
    ...(label !== undefined && { label }),
    ...(options !== undefined && { options }),
    ...(isArchived !== undefined && { archivedAt: isArchived ? new Date() : null }),
  }
  await Fields.updateOne({ _id: key }, { $set: changes })
  return toFieldRecord({ ...field, ...changes })
}

/** @throws AppError 'not-found' */
export async function findField(key: string): Promise<Field> {
  const field = await Fields.findOne({ _id: key }).lean()
  if (field) return field
  throw new AppError('not-found', {
    message: `no field ${key}`,
    userMessage: 'There is no field with this key. Choose one from the list of fields.',
  })
}

function wrongOptions({ _id, type }: Field): AppError {
  const userMessage =
    type === 'choice'
      ? 'Leave at least one option to choose from.'
      : `This field has the type ${type}, so there is nothing to choose from. Leave “options” out.`
  return new AppError('invalid-input', {
    message: `options of field ${_id}`,
    userMessage,
    details: [{ field: 'options', message: userMessage }],
  })
}
