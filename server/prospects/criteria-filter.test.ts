import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Criteria, type CriteriaRule, criteriaOperators } from '@/workflows/criteria/criteria'
import { evaluate } from '@/workflows/criteria/evaluate'
import { toFilter } from '@/workflows/criteria/to-filter'
import { emptyProspect, type ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { newId } from '../db/new-id'
import { useTestDatabase } from '../testing/database'
import { Prospects } from './prospect'

useTestDatabase()

const words = fc.constantFrom('rail', 'Rail', 'road', '10', '', 'a.c', 'true')
const prospects: fc.Arbitrary<ProspectSnapshot> = fc
  .record({
    firstName: words,
    score: fc.integer({ min: -3, max: 12 }),
    tags: fc.uniqueArray(words, { maxLength: 3 }),
    fields: fc.dictionary(
      fc.constantFrom('industry', 'size'),
      fc.oneof(words, fc.integer({ min: 0, max: 12 }), fc.boolean(), fc.constant(null)),
    ),
  })
  .map((values) => ({ ...emptyProspect, ...values }))

const values: fc.Arbitrary<CriteriaRule['value']> = fc.oneof(
  words,
  fc.integer({ min: -3, max: 12 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('rail, road', '2,9'),
  fc.array(fc.oneof(words, fc.integer({ min: 0, max: 12 })), { maxLength: 3 }),
)
const rules: fc.Arbitrary<CriteriaRule> = fc.record({
  field: fc.constantFrom('firstName', 'score', 'tags', 'fields.industry', 'fields.size', 'fields.unknown'),
  operator: fc.constantFrom(...criteriaOperators),
  value: values,
})
const groups = fc.letrec<{ group: NonNullable<Criteria>; rule: CriteriaRule }>((tie) => ({
  rule: rules,
  group: fc.record({
    combinator: fc.constantFrom('and' as const, 'or' as const),
    not: fc.boolean(),
    rules: fc.array(fc.oneof({ maxDepth: 2 }, tie('rule'), tie('group')), { maxLength: 3 }),
  }),
})).group

it('a condition means the same in the executor and in the database', async () => {
  const collection = Prospects.collection
  const stored = fc.sample(prospects, { numRuns: 120, seed: 7 })
  const byId = new Map(stored.map((prospect) => [newId(), prospect]))
  // The native driver types ids as ObjectId unless told; ours are strings.
  await collection.insertMany([...byId].map(([_id, prospect]) => ({ _id, ...prospect })) as never)

  await fc.assert(
    fc.asyncProperty(groups, async (criteria) => {
      const found = await collection.find(toFilter(criteria), { projection: { _id: 1 } }).toArray()
      const expected = [...byId]
        .filter(([, prospect]) => evaluate(criteria, prospect)?.passed)
        .map(([id]) => id)
      expect(found.map(({ _id }) => String(_id)).sort()).toEqual(expected.sort())
    }),
    { numRuns: 200 },
  )
})
