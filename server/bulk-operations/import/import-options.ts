import { z } from 'zod'
import { fieldKeySchema, tagSchema } from '../../prospects/prospect-input'
import { delimiters } from '../csv/csv-format'

/** What a column can become, besides custom fields (`fields.<key>`). */
export const standardTargets = [
  'id',
  'email',
  'firstName',
  'lastName',
  'organization',
  'phone',
  'timezone',
  'score',
  'leadStatus',
  'owner',
  'consent.email',
  'consent.tracking',
  'tags',
  'lists',
] as const
export type StandardTarget = (typeof standardTargets)[number]

const customTargetSchema = z.templateLiteral(['fields.', fieldKeySchema])

export const columnMappingSchema = z.strictObject({
  /** The name in the header row. */
  header: z.string().max(1_000),
  /** Where its values go; null: nowhere. */
  target: z.union([z.enum(standardTargets), customTargetSchema]).nullable(),
  /** The type of a custom field that does not exist yet; text when left out. */
  newType: z.enum(['text', 'number', 'boolean', 'date']).optional(),
})
export type ColumnMapping = z.infer<typeof columnMappingSchema>

export const importOptionsSchema = z.strictObject({
  /** How rows find the prospects that are there already: the id, the address, or a custom field of yours. */
  matchBy: z.union([z.literal('id'), z.literal('email'), customTargetSchema]).default('email'),
  /** What happens to prospects that are there: empty values are filled, all values are replaced, or nothing. */
  existing: z.enum(['fill', 'overwrite', 'skip']).default('fill'),
  /** Which of several rows about one prospect counts. */
  repeated: z.enum(['last', 'first']).default('last'),
  /** Rows that do not say whom they are about: a new prospect each, or an error. */
  unmatched: z.enum(['create', 'refuse']).default('refuse'),
  /** Stands between tags, and between lists, in one cell; found out when left out. */
  separator: z.string().min(1).max(3).optional(),
  addTags: z.array(tagSchema).max(50).default([]),
  /** A list that everybody in the file joins. */
  listId: z.string().min(1).max(100).nullish(),
  /** Whether workflows are told of tags, lists and fields that change. Without, an import starts nothing. */
  tellWorkflows: z.boolean().default(false),
  /** The character between columns; found out when left out. */
  delimiter: z.enum(delimiters).optional(),
})
export type ImportOptions = z.output<typeof importOptionsSchema>

/** The options of one file, with what was found out about it. */
export const decidedOptionsSchema = importOptionsSchema.required({ separator: true })
