import { z } from 'zod'
import { type Field, fieldSchema } from './field'

/** A custom field as every door shows it. */
export const fieldRecordSchema = z.object({
  key: z.string(),
  label: z.string(),
  type: fieldSchema.shape.type,
  /** What there is to choose from; empty for other types. */
  options: z.array(z.string()),
  isArchived: z.boolean(),
  createdAt: z.date(),
})
export type FieldRecord = z.infer<typeof fieldRecordSchema>

export function toFieldRecord({ _id, label, type, options, archivedAt, createdAt }: Field): FieldRecord {
  return { key: _id, label, type, options: options ?? [], isArchived: Boolean(archivedAt), createdAt }
}
