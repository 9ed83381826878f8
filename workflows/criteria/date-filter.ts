import type { CriteriaOperator, CriteriaRule } from './criteria'
import type { Filter } from './to-filter'

/** Fields that the database keeps as instants; days in custom fields are text like `2026-03-31`. */
const instants = new Set(['createdAt', 'lastActivityAt', 'updatedAt'])

const DAY_MS = 86_400_000

/** True for text that names a day that there is, like `2026-03-31`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(new Date(text)) === text
}

/**
 * The filter of a comparison with days: operators that speak of now, and every operator on an instant, which are compared
 * with whole days in UTC. Null for what is compared as it is; `never` where there is nothing to compare with.
 */
export function dateFilter(
  { field, operator, value }: CriteriaRule,
  now: Date,
  never: Filter,
): Filter | null {
  const around = relative[operator]
  if (around) {
    const days = typeof value === 'string' && value.trim() ? Number(value) : value
    if (typeof days !== 'number' || !(days >= 0 && days <= MOST_DAYS)) return never
    const inside = within(field, around(now, days * DAY_MS))
    return operator === 'notWithinLast' ? { $nor: [inside] } : inside
  }
  const compare = instants.has(field) ? byDay[operator] : undefined
  if (!compare) return null
  const days = (Array.isArray(value) ? value : String(value ?? '').split(',')).map((day) =>
    String(day).trim(),
  )
  return days.length > 0 && days.every(isDay) ? compare(field, days) : never
}

const MOST_DAYS = 100_000

type Stretch = [from: Date, to: Date]

const last = (now: Date, ms: number): Stretch => [new Date(now.getTime() - ms), now]
const relative: Partial<Record<CriteriaOperator, (now: Date, ms: number) => Stretch>> = {
  withinLast: last,
  notWithinLast: last,
  withinNext: (now, ms) => [now, new Date(now.getTime() + ms)],
}

/** Both ends count; of text, the whole of both days does. */
function within(field: string, [from, to]: Stretch): Filter {
  return instants.has(field)
    ? { [field]: { $gte: from, $lte: to } }
    : { [field]: { $gte: dayOf(from), $lte: `${dayOf(to)}~` } }
}

type ByDay = (field: string, days: string[]) => Filter

const on: ByDay = (field, days) => ({
  $or: days.map((day) => ({ [field]: { $gte: startOf(day), $lt: endOf(day) } })),
})
const between: ByDay = (field, [from = '', to = from]) => ({
  [field]: { $gte: startOf(from), $lt: endOf(to) },
})
const negated =
  (compare: ByDay): ByDay =>
  (field, days) => ({ $nor: [compare(field, days)] })

const byDay: Partial<Record<CriteriaOperator, ByDay>> = {
  '=': on,
  '!=': negated(on),
  in: on,
  notIn: negated(on),
  '<': (field, [day = '']) => ({ [field]: { $lt: startOf(day) } }),
  '<=': (field, [day = '']) => ({ [field]: { $lt: endOf(day) } }),
  '>': (field, [day = '']) => ({ [field]: { $gte: endOf(day) } }),
  '>=': (field, [day = '']) => ({ [field]: { $gte: startOf(day) } }),
  between,
  notBetween: negated(between),
}

const startOf = (day: string) => new Date(day)
const endOf = (day: string) => new Date(startOf(day).getTime() + DAY_MS)

function dayOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}
