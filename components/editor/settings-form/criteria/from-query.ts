import type { RuleGroupType, RuleType } from 'react-querybuilder'
import { type CriteriaGroup, type CriteriaRule, criteriaGroupSchema } from '@/workflows/criteria/criteria'

/** The criteria of a query builder's tree: without what the builder keeps for itself, and no value where none is asked. */
export function fromQuery(query: RuleGroupType): CriteriaGroup {
  return {
    ...(query.id ? { id: query.id } : {}),
    combinator: query.combinator === 'or' ? 'or' : 'and',
    ...(query.not ? { not: true } : {}),
    rules: query.rules.map((rule) => ('rules' in rule ? fromQuery(rule) : fromRule(rule))),
  }
}

function fromRule({ id, field, operator, value }: RuleType): CriteriaRule {
  const asksNoValue = operator === 'null' || operator === 'notNull'
  return {
    ...(id ? { id } : {}),
    field,
    operator: operator as CriteriaRule['operator'], // only operators of `operatorsFor` can be chosen
    value: asksNoValue ? null : (value ?? ''),
  }
}

/** The tree for the query builder; null for “always” and for what cannot be read as criteria. */
export function toQuery(value: unknown): RuleGroupType | null {
  return (criteriaGroupSchema.safeParse(value).data as RuleGroupType | undefined) ?? null // the same shape, checked
}
