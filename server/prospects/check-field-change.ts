import type { EffectPayload } from '@/workflows/effects'
import { collectionOf } from '../db/collection-of'
import { GiveUp } from '../effects/outcome'
import type { Preparation } from '../effects/preparation'
import type { StoredEffect } from '../effects/stored-effect'
import { readFieldValue } from './check-field-values'
import { Fields } from './field'

type Change = EffectPayload<'field.change'>

/**
 * Before an effect sets a custom field: the value as the field stores it.
 * @throws GiveUp when it is not of the field's type
 */
export async function checkFieldChange(
  _effect: StoredEffect,
  { field, value }: Change,
): Promise<Preparation<Change>> {
  if (!field.startsWith('fields.')) return {}
  const known = await collectionOf(Fields).findOne(
    { _id: field.slice('fields.'.length) },
    { maxTimeMS: 5_000 },
  )
  if (!known) return {}
  const read = readFieldValue(known, value)
  if (read.problem) throw new GiveUp(`${read.problem}. Change the value in the workflow.`, 'field-value-type')
  return { payload: { field, value: read.value } }
}
