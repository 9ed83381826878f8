import type { CriteriaOperator } from '@/workflows/criteria/criteria'
import { operatorWords } from '@/workflows/criteria/describe-criteria'
import type { ProspectFieldType } from '@/workflows/prospect-fields'

const operatorsByType: Record<ProspectFieldType, CriteriaOperator[]> = {
  text: ['=', '!=', 'contains', 'doesNotContain', 'beginsWith', 'endsWith', 'in', 'notIn', 'null', 'notNull'],
  number: ['=', '!=', '>=', '<=', '>', '<', 'between', 'notBetween', 'null', 'notNull'],
  boolean: ['=', 'null', 'notNull'],
  tags: ['=', '!=', 'in', 'notIn', 'contains', 'doesNotContain', 'null', 'notNull'],
  timezone: ['=', '!=', 'in', 'notIn', 'null', 'notNull'],
}

/** A field with several values has them; it is not one of them. */
const wordsForTags: Partial<Record<CriteriaOperator, string>> = {
  '=': 'include',
  '!=': 'do not include',
  in: 'include one of',
  notIn: 'include none of',
  contains: 'include one containing',
  doesNotContain: 'include none containing',
  null: 'are empty',
  notNull: 'are not empty',
}

/** The operators that make sense for a type of field, in words. The most used one comes first and is the default. */
export function operatorsFor(type: ProspectFieldType): { name: CriteriaOperator; label: string }[] {
  return operatorsByType[type].map((name) => ({
    name,
    label: (type === 'tags' && wordsForTags[name]) || operatorWords[name],
  }))
}
