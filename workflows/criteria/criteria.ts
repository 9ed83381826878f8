import { z } from 'zod'

/** Operators as react-querybuilder names them, and three of our own that count days from now. */
export const criteriaOperators = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  'doesNotContain',
  'beginsWith',
  'doesNotBeginWith',
  'endsWith',
  'doesNotEndWith',
  'null',
  'notNull',
  'in',
  'notIn',
  'between',
  'notBetween',
  'withinLast',
  'notWithinLast',
  'withinNext',
] as const
export type CriteriaOperator = (typeof criteriaOperators)[number]

const valueSchema = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
])

/** One comparison: `score >= 10`. `id` is the editor's own and means nothing. */
export const criteriaRuleSchema = z.object({
  id: z.string().optional(),
  field: z.string().min(1, 'Choose a field'),
  operator: z.enum(criteriaOperators),
  value: valueSchema.default(null),
})
export type CriteriaRule = z.infer<typeof criteriaRuleSchema>

/** Rules joined by and/or; groups nest. An empty group passes. */
export type CriteriaGroup = {
  id?: string | undefined
  combinator: 'and' | 'or'
  not?: boolean | undefined
  rules: (CriteriaRule | CriteriaGroup)[]
}
export const criteriaGroupSchema: z.ZodType<CriteriaGroup> = z.lazy(() =>
  z.object({
    id: z.string().optional(),
    combinator: z.enum(['and', 'or']),
    not: z.boolean().optional(),
    rules: z.array(z.union([criteriaGroupSchema, criteriaRuleSchema])),
  }),
)

/** The condition on an action, a branch, a list: `null` means always. */
export const criteriaSchema = criteriaGroupSchema.nullable().meta({
  // A tree holds trees, which the generator of the API's document cannot follow.
  type: ['object', 'null'],
  description:
    '`null` for always, or a rule tree `{ combinator, rules: [{ field, operator, value } | tree] }`.',
})
export type Criteria = z.infer<typeof criteriaSchema>

/** Criteria as they may go live: every comparison has something to compare with. */
export const completeCriteriaSchema = criteriaSchema.superRefine((criteria, context) => {
  for (const path of blankValues(criteria?.rules ?? [], ['rules']))
    context.addIssue({ code: 'custom', path, message: 'Enter a value to compare with' })
})

function blankValues(rules: CriteriaGroup['rules'], path: (string | number)[]): (string | number)[][] {
  return rules.flatMap((rule, index) => {
    if (isCriteriaGroup(rule)) return blankValues(rule.rules, [...path, index, 'rules'])
    const needsValue = rule.operator !== 'null' && rule.operator !== 'notNull'
    return needsValue && isBlank(rule.value) ? [[...path, index, 'value']] : []
  })
}

function isBlank(value: CriteriaRule['value']): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some((entry) => entry === '')
  return value === null || (typeof value === 'string' && value.trim() === '')
}

/** True for a group inside a rule tree. */
export function isCriteriaGroup(rule: CriteriaRule | CriteriaGroup): rule is CriteriaGroup {
  return 'combinator' in rule
}

/** Every field a condition reads, once each, in order. */
export function fieldsReadBy(criteria: Criteria): string[] {
  if (!criteria) return []
  const fields = criteria.rules.flatMap((rule) => (isCriteriaGroup(rule) ? fieldsReadBy(rule) : [rule.field]))
  return [...new Set(fields)]
}

/** Every value compared with a field, as text, once each: the ids of lists, of users. */
export function valuesComparedWith(criteria: Criteria, field: string): string[] {
  const values = (criteria?.rules ?? []).flatMap((rule): unknown[] => {
    if (isCriteriaGroup(rule)) return valuesComparedWith(rule, field)
    if (rule.field !== field || rule.value === null || rule.value === '') return []
    return Array.isArray(rule.value) ? rule.value : [rule.value]
  })
  return [...new Set(values.map(String))]
}
