import type { Criteria, CriteriaGroup, CriteriaOperator, CriteriaRule } from './criteria'
import { isCriteriaGroup } from './criteria'
import { dateFilter } from './date-filter'

/** A MongoDB filter as plain data. */
export type Filter = Record<string, unknown>

type Compare = (field: string, value: CriteriaRule['value']) => Filter

const pattern = (before: string, text: string, after: string) => ({
  $regex: `${before}${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${after}`,
  $options: 'i',
})
const matches =
  (before: string, after: string): Compare =>
  (field, value) => ({ [field]: pattern(before, String(value ?? ''), after) })
const not =
  (compare: Compare): Compare =>
  (field, value) => ({ $nor: [compare(field, value)] })
/** A comparison with nothing is never met. */
const never: Filter = { $nor: [{}] }
const compareBy =
  (operator: string): Compare =>
  (field, value) => {
    const bound = asNumber(value)
    return isBound(bound) ? { [field]: { [operator]: bound } } : never
  }

const equals: Compare = (field, value) => ({ [field]: { $in: spellings(value) } })
const isEmpty: Compare = (field) => ({ $or: [{ [field]: null }, { [field]: '' }, { [field]: { $size: 0 } }] })
const oneOf: Compare = (field, value) => ({ [field]: { $in: listOf(value).flatMap(spellings) } })
const between: Compare = (field, value) => {
  const [from, to] = listOf(value).map(asNumber)
  return isBound(from) && isBound(to)
    ? { $and: [{ [field]: { $gte: from } }, { [field]: { $lte: to } }] }
    : never
}

type Relative = 'withinLast' | 'notWithinLast' | 'withinNext'

const filters: Record<Exclude<CriteriaOperator, Relative>, Compare> = {
  '=': equals,
  '!=': not(equals),
  '<': compareBy('$lt'),
  '<=': compareBy('$lte'),
  '>': compareBy('$gt'),
  '>=': compareBy('$gte'),
  contains: matches('', ''),
  doesNotContain: not(matches('', '')),
  beginsWith: matches('^', ''),
  doesNotBeginWith: not(matches('^', '')),
  endsWith: matches('', '$'),
  doesNotEndWith: not(matches('', '$')),
  null: isEmpty,
  notNull: not(isEmpty),
  in: oneOf,
  notIn: not(oneOf),
  between,
  notBetween: not(between),
}

/**
 * The MongoDB filter of a condition. `evaluate` runs the very same filter on a snapshot, so a list and a decision
 * always agree. On a field with several values (tags), `=` means “has” and `contains` means “has one containing”.
 * @param now the instant that “in the last 30 days” counts from
 */
export function toFilter(criteria: Criteria, now: Date): Filter {
  return criteria ? filterOfGroup(criteria, now) : {}
}

/** The filter of one comparison. */
export function filterOfRule(rule: CriteriaRule, now: Date): Filter {
  const byDate = dateFilter(rule, now, never)
  if (byDate) return byDate
  const { field, operator, value } = rule
  return filters[operator as Exclude<CriteriaOperator, Relative>](field, value) // the others are always by date
}

function filterOfGroup({ combinator, not: isNegated, rules }: CriteriaGroup, now: Date): Filter {
  const parts = rules.map((rule) =>
    isCriteriaGroup(rule) ? filterOfGroup(rule, now) : filterOfRule(rule, now),
  )
  const joined = parts.length === 0 ? {} : { [combinator === 'and' ? '$and' : '$or']: parts }
  return isNegated ? { $nor: [joined] } : joined
}

/** Inputs deliver text; the stored value may be a number or a boolean. `10`, `"10"` and `true`, `"true"` are the same. */
function spellings(value: CriteriaRule['value']): unknown[] {
  if (Array.isArray(value)) return value.flatMap(spellings)
  if (typeof value !== 'string') return value === null ? [null, ''] : [value, String(value)]
  const number = asNumber(value)
  const variants: unknown[] = typeof number === 'number' ? [value, number] : [value]
  return value === 'true' || value === 'false' ? [...variants, value === 'true'] : variants
}

/** What can be compared by size: numbers, and texts that are not empty. */
function isBound(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
}

function asNumber(value: CriteriaRule['value'] | undefined): unknown {
  if (typeof value !== 'string' || value.trim() === '') return value ?? null
  const number = Number(value)
  return Number.isFinite(number) ? number : value
}

function listOf(value: CriteriaRule['value']): (string | number)[] {
  if (Array.isArray(value)) return value
  if (typeof value === 'string') return value.split(',').map((part) => part.trim())
  return typeof value === 'number' ? [value] : []
}
