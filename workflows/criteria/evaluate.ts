import { Query } from 'mingo'
import { z } from 'zod'
import type { ProspectSnapshot } from '../prospect-snapshot'
import {
  type Criteria,
  type CriteriaGroup,
  type CriteriaRule,
  criteriaOperators,
  isCriteriaGroup,
} from './criteria'
import { filterOfRule } from './to-filter'

/** One comparison as it was made: what was wanted, what the snapshot held (`original`), and the answer. */
export const ruleResultSchema = z.object({
  field: z.string(),
  operator: z.enum(criteriaOperators),
  value: z.unknown(),
  original: z.unknown(),
  passed: z.boolean(),
})
export type RuleResult = z.infer<typeof ruleResultSchema>

export type CriteriaResult = {
  combinator: 'and' | 'or'
  not: boolean
  passed: boolean
  rules: (RuleResult | CriteriaResult)[]
}
/** A whole condition as it was evaluated; enough to show, and to evaluate again, without the prospect (I8). */
export const criteriaResultSchema: z.ZodType<CriteriaResult> = z.lazy(() =>
  z.object({
    combinator: z.enum(['and', 'or']),
    not: z.boolean(),
    passed: z.boolean(),
    rules: z.array(z.union([criteriaResultSchema, ruleResultSchema])),
  }),
)

/**
 * Evaluates a condition on the values a burst opened with (IR-13); null where there is no condition.
 * @param now the instant that “in the last 30 days” counts from: of workflows, when the event happened
 */
export function evaluate(criteria: Criteria, snapshot: ProspectSnapshot, now: Date): CriteriaResult | null {
  return criteria && evaluateGroup(criteria, snapshot, now)
}

function evaluateGroup(group: CriteriaGroup, snapshot: ProspectSnapshot, now: Date): CriteriaResult {
  const rules = group.rules.map((rule) =>
    isCriteriaGroup(rule) ? evaluateGroup(rule, snapshot, now) : evaluateRule(rule, snapshot, now),
  )
  const isJoined =
    rules.length === 0 ||
    (group.combinator === 'and' ? rules.every(({ passed }) => passed) : rules.some(({ passed }) => passed))
  return {
    combinator: group.combinator,
    not: group.not ?? false,
    passed: isJoined !== (group.not ?? false),
    rules,
  }
}

function evaluateRule(rule: CriteriaRule, snapshot: ProspectSnapshot, now: Date): RuleResult {
  const { field, operator, value } = rule
  const passed = new Query(filterOfRule(rule, now)).test(snapshot)
  return { field, operator, value, original: valueAt(snapshot, field), passed }
}

function valueAt(snapshot: ProspectSnapshot, path: string): unknown {
  const value = path
    .split('.')
    .reduce<unknown>((at, key) => (at && typeof at === 'object' ? Reflect.get(at, key) : undefined), snapshot)
  return value ?? null
}
