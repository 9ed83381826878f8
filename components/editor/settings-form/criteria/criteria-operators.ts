import type { CriteriaOperator } from '@/workflows/criteria/criteria'
import { operatorWords } from '@/workflows/criteria/describe-criteria'
import type { ProspectFieldType } from '@/workflows/prospect-fields'

const operatorsByType: Record<ProspectFieldType, CriteriaOperator[]> = {
  text: ['=', '!=', 'contains', 'doesNotContain', 'beginsWith', 'endsWith', 'in', 'notIn', 'null', 'notNull'],
  number: ['=', '!=', '>=', '<=', '>', '<', 'between', 'notBetween', 'null', 'notNull'],
  boolean: ['=', 'null', 'notNull'],
  tags: ['=', '!=', 'in', 'notIn', 'contains', 'doesNotContain', 'null', 'notNull'],
  timezone: ['=', '!=', 'in', 'notIn', 'null', 'notNull'],
  choice: ['=', '!=', 'in', 'notIn', 'null', 'notNull'],
  user: ['=', '!=', 'in', 'notIn', 'null', 'notNull'],
  lists: ['=', '!=', 'in', 'notIn', 'null', 'notNull'],
  date: ['withinLast', 'notWithinLast', 'withinNext', '=', '<', '>', 'between', 'null', 'notNull'],
}

type Words = Partial<Record<CriteriaOperator, string>>

/** A field with several values has them; it is not one of them. */
const wordsForSeveral: Words = {
  '=': 'include',
  '!=': 'do not include',
  in: 'include one of',
  notIn: 'include none of',
  contains: 'include one containing',
  doesNotContain: 'include none containing',
  null: 'are empty',
  notNull: 'are not empty',
}

const wordsByType: Partial<Record<ProspectFieldType, Words>> = {
  tags: wordsForSeveral,
  lists: wordsForSeveral,
  date: { '=': 'is on', '<': 'is before', '>': 'is after' },
}

/** The operators that make sense for a type of field, in words. The most used one comes first and is the default. */
export function operatorsFor(type: ProspectFieldType): { name: CriteriaOperator; label: string }[] {
  return operatorsByType[type].map((name) => ({
    name,
    label: wordsByType[type]?.[name] ?? operatorWords[name],
  }))
}
