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
const now = new Date('2026-03-20T12:00:00Z')
const dates = fc.constantFrom('2026-03-10', '2026-03-19', '2026-03-20', '2026-04-02')
const instants = fc.integer({ min: -12, max: 12 }).map((days) => new Date(now.getTime() + days * 86_400_000))

type Stored = ProspectSnapshot & { createdAt: Date; lastActivityAt: Date | null }
const prospects: fc.Arbitrary<Stored> = fc
  .record({
    firstName: words,
    score: fc.integer({ min: -3, max: 12 }),
    tags: fc.uniqueArray(words, { maxLength: 3 }),
    lists: fc.uniqueArray(words, { maxLength: 2 }),
    ownerId: fc.option(words),
    consent: fc.record({
      email: fc.constantFrom('unknown' as const, 'subscribed' as const),
      tracking: fc.constantFrom('unknown' as const, 'denied' as const),
    }),
    createdAt: instants,
    lastActivityAt: fc.option(instants),
    fields: fc.dictionary(
      fc.constantFrom('industry', 'size', 'renewal'),
      fc.oneof(words, dates, fc.integer({ min: 0, max: 12 }), fc.boolean(), fc.constant(null)),
    ),
  })
  .map((values) => ({ ...emptyProspect, ...values }))

const values: fc.Arbitrary<CriteriaRule['value']> = fc.oneof(
  words,
  fc.integer({ min: -3, max: 12 }),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('rail, road', '2,9', '2026-03-01,2026-03-20'),
  dates,
  fc.array(dates, { maxLength: 3 }),
  fc.array(fc.oneof(words, fc.integer({ min: 0, max: 12 })), { maxLength: 3 }),
)
const rules: fc.Arbitrary<CriteriaRule> = fc.record({
  field: fc.constantFrom(
    'firstName',
    'score',
    'tags',
    'lists',
    'ownerId',
    'consent.email',
    'createdAt',
    'lastActivityAt',
    'fields.industry',
    'fields.size',
    'fields.renewal',
    'fields.unknown',
  ),
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
      const found = await collection.find(toFilter(criteria, now), { projection: { _id: 1 } }).toArray()
      const expected = [...byId]
        .filter(([, prospect]) => evaluate(criteria, prospect, now)?.passed)
        .map(([id]) => id)
      expect(found.map(({ _id }) => String(_id)).sort()).toEqual(expected.sort())
    }),
    { numRuns: 400 },
  )
})
