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
  lists: ['beta'],
  ownerId: 'ben',
  consent: { email: 'subscribed' as const, tracking: 'unknown' as const },
  fields: { industry: 'construction', employees: 40, active: true, renewal: '2026-03-31' },
  createdAt: new Date('2026-03-10T23:59:00Z'),
}
const now = new Date('2026-03-20T12:00:00Z')
const passes = (field: string, operator: CriteriaRule['operator'], value: CriteriaRule['value'] = null) =>
  evaluate({ combinator: 'and', rules: [{ field, operator, value }] }, prospect, now)?.passed

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
    ['lists', '=', 'beta', true],
    ['lists', 'notIn', ['beta', 'other'], false],
    ['ownerId', 'in', ['ada', 'ben'], true],
    ['consent.email', '=', 'subscribed', true],
    ['consent.tracking', '!=', 'denied', true],
    ['fields.renewal', '<', '2026-04-01', true],
    ['fields.renewal', 'between', ['2026-03-31', '2026-04-30'], true],
    ['fields.renewal', 'withinNext', 11, true],
    ['fields.renewal', 'withinNext', '10', false],
    ['fields.renewal', 'withinLast', 30, false],
    ['fields.unknown', 'withinLast', 30, false],
    ['createdAt', '=', '2026-03-10', true],
    ['createdAt', '>', '2026-03-10', false],
    ['createdAt', '>=', '2026-03-10', true],
    ['createdAt', '<=', '2026-03-10', true],
    ['createdAt', 'between', ['2026-03-01', '2026-03-10'], true],
    ['createdAt', 'withinLast', 10, true],
    ['createdAt', 'withinLast', 9, false],
    ['createdAt', 'notWithinLast', 9, true],
    ['createdAt', '<', 'yesterday', false],
    ['createdAt', 'notNull', null, true],
    ['lastActivityAt', 'null', null, true],
    ['lastActivityAt', 'notWithinLast', 30, true],
  ])('%s %s %j is %s', (field, operator, value, expected) => {
    expect(passes(field, operator, value)).toBe(expected)
  })

  it('no criteria means always, and has no result to show', () => {
    expect(evaluate(null, prospect, now)).toBeNull()
    expect(evaluate({ combinator: 'or', rules: [] }, prospect, now)?.passed).toBe(true)
  })

  it('nests, negates and keeps the original value of every comparison', () => {
    const criteria: Criteria = {
      combinator: 'or',
      rules: [
        { field: 'score', operator: '>', value: 100 },
        { combinator: 'and', not: true, rules: [{ field: 'tags', operator: '=', value: 'vip' }] },
      ],
    }
    expect(evaluate(criteria, prospect, now)).toMatchObject({
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
