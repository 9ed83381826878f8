import { fieldLabel } from '../prospect-fields'
import {
  type Criteria,
  type CriteriaGroup,
  type CriteriaOperator,
  type CriteriaRule,
  isCriteriaGroup,
} from './criteria'

/** Operators in words, as they stand in a sentence. */
export const operatorWords: Record<CriteriaOperator, string> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
  contains: 'contains',
  doesNotContain: 'does not contain',
  beginsWith: 'begins with',
  doesNotBeginWith: 'does not begin with',
  endsWith: 'ends with',
  doesNotEndWith: 'does not end with',
  null: 'is empty',
  notNull: 'is not empty',
  in: 'is one of',
  notIn: 'is none of',
  between: 'is between',
  notBetween: 'is not between',
}

/** “Score is at least 10 and Tags contains “vip””; “always” without a condition. */
export function describeCriteria(criteria: Criteria): string {
  if (!criteria || criteria.rules.length === 0) return 'always'
  return describeGroup(criteria)
}

/** One comparison in words. */
export function describeRule({ field, operator, value }: CriteriaRule): string {
  const wanted = operator === 'null' || operator === 'notNull' ? '' : ` ${describeValue(value)}`
  return `${fieldLabel(field)} ${operatorWords[operator]}${wanted}`
}

function describeGroup({ combinator, not, rules }: CriteriaGroup): string {
  const parts = rules.map((rule) =>
    isCriteriaGroup(rule) ? (rule.rules.length ? `(${describeGroup(rule)})` : 'always') : describeRule(rule),
  )
  const joined = parts.join(` ${combinator} `)
  return not ? `not (${joined})` : joined
}

function describeValue(value: CriteriaRule['value']): string {
  if (Array.isArray(value)) return value.join(' and ')
  return typeof value === 'number' ? String(value) : `“${value ?? ''}”`
}
