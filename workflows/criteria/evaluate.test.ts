import { describe, expect, it } from 'vitest'
import { emptyProspect } from '../prospect-snapshot'
import { type Criteria, type CriteriaRule, criteriaSchema, fieldsReadBy } from './criteria'
import { describeCriteria } from './describe-criteria'
import { evaluate } from './evaluate'

const prospect = {
  ...emptyProspect,
  firstName: 'Ada',
  organization: 'Rail & Co. (North)',
  score: 10,
  tags: ['vip', 'newsletter'],
  fields: { industry: 'construction', employees: 40, active: true },
}
const passes = (field: string, operator: CriteriaRule['operator'], value: CriteriaRule['value'] = null) =>
  evaluate({ combinator: 'and', rules: [{ field, operator, value }] }, prospect)?.passed

describe('criteria on a snapshot', () => {
  it.each<[string, CriteriaRule['operator'], CriteriaRule['value'], boolean]>([
    ['score', '>=', 10, true],
    ['score', '>', 10, false],
    ['score', '>=', '10', true],
    ['score', '<', '11', true],
    ['score', '=', '10', true],
    ['score', '!=', 10, false],
    ['score', 'between', '5,10', true],
    ['score', 'between', [11, 20], false],
    ['score', 'notBetween', [11, 20], true],
    ['firstName', '=', 'Ada', true],
    ['firstName', 'contains', 'AD', true],
    ['firstName', 'beginsWith', 'da', false],
    ['firstName', 'endsWith', 'da', true],
    ['organization', 'contains', '(North)', true],
    ['organization', 'contains', 'Co?', false],
    ['lastName', 'null', null, true],
    ['firstName', 'notNull', null, true],
    ['fields.unknown', 'null', null, true],
    ['tags', '=', 'vip', true],
    ['tags', 'contains', 'news', true],
    ['tags', 'doesNotContain', 'vip', false],
    ['tags', 'in', ['vip', 'other'], true],
    ['tags', 'notIn', 'other, another', true],
    ['fields.industry', 'in', 'rail, construction', true],
    ['fields.employees', '>', '39', true],
    ['fields.active', '=', 'true', true],
    ['fields.active', '=', false, false],
  ])('%s %s %j is %s', (field, operator, value, expected) => {
    expect(passes(field, operator, value)).toBe(expected)
  })

  it('no criteria means always, and has no result to show', () => {
    expect(evaluate(null, prospect)).toBeNull()
    expect(evaluate({ combinator: 'or', rules: [] }, prospect)?.passed).toBe(true)
  })

  it('nests, negates and keeps the original value of every comparison', () => {
    const criteria: Criteria = {
      combinator: 'or',
      rules: [
        { field: 'score', operator: '>', value: 100 },
        { combinator: 'and', not: true, rules: [{ field: 'tags', operator: '=', value: 'vip' }] },
      ],
    }
    expect(evaluate(criteria, prospect)).toMatchObject({
      passed: false,
      rules: [
        { original: 10, passed: false },
        { not: true, passed: false, rules: [{ original: ['vip', 'newsletter'], passed: true }] },
      ],
    })
    expect(fieldsReadBy(criteria)).toEqual(['score', 'tags'])
    expect(describeCriteria(criteria)).toBe('Score is more than 100 or (not (Tags is “vip”))')
  })

  it('refuses operators that could reach the database as code', () => {
    const rule = { field: 'score', operator: '$where', value: '1' }
    expect(criteriaSchema.safeParse({ combinator: 'and', rules: [rule] }).success).toBe(false)
    const object = { field: 'score', operator: '=', value: { $gt: 0 } }
    expect(criteriaSchema.safeParse({ combinator: 'and', rules: [object] }).success).toBe(false)
  })
})
