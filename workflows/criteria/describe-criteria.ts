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
  withinLast: 'is in the last',
  notWithinLast: 'is not in the last',
  withinNext: 'is in the next',
}

/** How fields and the things they point to are called in the workspace. */
export type Vocabulary = {
  label: (field: string) => string
  /** The name of a value: of a list, a user, an option; null for a value that speaks for itself. */
  name: (field: string, value: string) => string | null
}

const plain: Vocabulary = { label: fieldLabel, name: () => null }

/** “Score is at least 10 and Tags contains “vip””; “always” without a condition. */
export function describeCriteria(criteria: Criteria, vocabulary = plain): string {
  if (!criteria || criteria.rules.length === 0) return 'always'
  return describeGroup(criteria, vocabulary)
}

/** One comparison in words. */
export function describeRule({ field, operator, value }: CriteriaRule, vocabulary = plain): string {
  const sentence = `${vocabulary.label(field)} ${operatorWords[operator]}`
  if (operator === 'null' || operator === 'notNull') return sentence
  if (countsDays.has(operator)) return `${sentence} ${value} ${Number(value) === 1 ? 'day' : 'days'}`
  return `${sentence} ${describeValue(value, (one) => vocabulary.name(field, one))}`
}

const countsDays = new Set<CriteriaOperator>(['withinLast', 'notWithinLast', 'withinNext'])

function describeGroup({ combinator, not, rules }: CriteriaGroup, vocabulary: Vocabulary): string {
  const parts = rules.map((rule) => {
    if (!isCriteriaGroup(rule)) return describeRule(rule, vocabulary)
    return rule.rules.length ? `(${describeGroup(rule, vocabulary)})` : 'always'
  })
  const joined = parts.join(` ${combinator} `)
  return not ? `not (${joined})` : joined
}

function describeValue(value: CriteriaRule['value'], nameOf: (value: string) => string | null): string {
  if (Array.isArray(value)) return value.map((one) => nameOf(String(one)) ?? one).join(' and ')
  return typeof value === 'number' ? String(value) : `“${nameOf(String(value ?? '')) ?? value ?? ''}”`
}
