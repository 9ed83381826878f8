import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { applyEffect, type EffectRequest } from '@/workflows/effects'
import { fieldValueSchema, type ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { fieldKeySchema, prospectInputSchema, tagSchema } from '../../prospects/prospect-input'
import { searchIsStale } from '../../prospects/renew-search'

const tags = z.array(tagSchema).min(1, 'Choose at least one tag').max(50)
const listId = z.string().min(1, 'Choose a list').max(100)

/** Fields that can be changed for many at once. An address belongs to one prospect only. */
const standardFields = [
  'firstName',
  'lastName',
  'organization',
  'phone',
  'timezone',
  'leadStatus',
  'score',
] as const

const fieldSchema = z.union([z.enum(standardFields), z.templateLiteral(['fields.', fieldKeySchema])])

/** What can be done with many prospects at once. */
export const bulkActionSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('add-tags'), tags }),
  z.strictObject({ type: z.literal('remove-tags'), tags }),
  z.strictObject({ type: z.literal('add-to-list'), listId }),
  z.strictObject({ type: z.literal('remove-from-list'), listId }),
  z
    .strictObject({ type: z.literal('change-field'), field: fieldSchema, value: fieldValueSchema })
    .superRefine(checkValue),
  /** `ownerId` null: nobody. */
  z.strictObject({ type: z.literal('assign-owner'), ownerId: z.string().min(1).max(100).nullable() }),
  z.strictObject({
    type: z.literal('enrol'),
    workflowId: z.string().min(1, 'Choose a workflow').max(100),
    nodeId: z.string().min(1).max(100).nullish(),
  }),
  z.strictObject({ type: z.literal('erase') }),
])
export type BulkAction = z.output<typeof bulkActionSchema>
export type ChangeAction = Exclude<BulkAction, { type: 'enrol' | 'erase' }>

/** A value must be one that the form of a single prospect takes too. */
function checkValue({ field, value }: { field: string; value: unknown }, context: z.RefinementCtx): void {
  const key = field.startsWith('fields.') ? field.slice('fields.'.length) : null
  const input = key ? { fields: { [key]: value } } : { [field]: value }
  const parsed = prospectInputSchema.partial().safeParse(input)
  for (const { message } of parsed.error?.issues ?? [])
    context.addIssue({ code: 'custom', path: ['value'], message })
}

/** What an action means for each prospect. */
type Meaning = {
  /** What actions of workflows do, too: it says who is changed, and what workflows are told. */
  effect: EffectRequest
  /** The same as an update. */
  update: Record<string, unknown>
  /** Those who are changed, as a MongoDB filter. */
  changed: Record<string, unknown>
}

const meanings: {
  [Type in ChangeAction['type']]: (action: Extract<ChangeAction, { type: Type }>) => Meaning
} = {
  'add-tags': ({ tags }) => ({
    effect: { kind: 'tags.add', payload: { tags } },
    update: { $addToSet: { tags: { $each: tags } } },
    changed: { tags: { $not: { $all: tags } } },
  }),
  'remove-tags': ({ tags }) => ({
    effect: { kind: 'tags.remove', payload: { tags } },
    update: { $pullAll: { tags } },
    changed: { tags: { $in: tags } },
  }),
  'add-to-list': ({ listId }) => ({
    effect: { kind: 'list.join', payload: { listId } },
    update: { $addToSet: { lists: listId } },
    changed: { lists: { $ne: listId } },
  }),
  'remove-from-list': ({ listId }) => ({
    effect: { kind: 'list.leave', payload: { listId } },
    update: { $pull: { lists: listId } },
    changed: { lists: listId },
  }),
  'change-field': ({ field, value }) => ({
    effect: { kind: 'field.change', payload: { field, value } },
    update: { $set: { [field]: value, ...searchIsStale([field]) } },
    changed: { [field]: { $ne: value } },
  }),
  'assign-owner': ({ ownerId }) => ({
    effect: { kind: 'field.change', payload: { field: 'ownerId', value: ownerId } },
    update: { $set: { ownerId } },
    changed: { ownerId: { $ne: ownerId } },
  }),
}

/** What a change of many means for each of them. */
export function meaningOf(action: ChangeAction): Meaning {
  // The mapped type pairs each type with its own meaning; TypeScript cannot carry that through an index.
  return (meanings[action.type] as (action: ChangeAction) => Meaning)(action)
}

export function isChange(action: BulkAction): action is ChangeAction {
  return action.type in meanings
}

/** The prospect after a change; null when it changes nothing. */
export function afterChange(action: ChangeAction, before: ProspectSnapshot): ProspectSnapshot | null {
  const after = applyEffect(before, meaningOf(action).effect)
  return isDeepStrictEqual(before, after) ? null : after
}
