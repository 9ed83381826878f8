import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Message, Messages } from '../messages/message'
import { type Prospect, Prospects } from '../prospects/prospect'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { collectionOf } from './collection-of'
import { isOutOfTime } from './is-out-of-time'
import { keysetPage, type Page } from './keyset-page'

useTestDatabase()

test('pages follow each other without a gap or a repeat, whatever the filter', async () => {
  const at = new Date()
  const rows = Array.from({ length: 7 }, (_, i) => ({
    _id: `m${i}`,
    name: i === 3 ? 'other' : 'same',
    subject: '',
    html: '',
    links: [],
    revision: 1,
    createdAt: at,
    // Three share an instant, so the id has to decide.
    updatedAt: new Date(at.getTime() + Math.floor(i / 3)),
  }))
  await collectionOf(Messages).insertMany(rows)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: Page<Message> = await keysetPage(Messages, {
      by: 'updatedAt',
      limit: 2,
      cursor,
      filter: { name: { $regex: '^sa' } },
    })
    seen.push(...page.items.map(({ _id }) => _id))
    cursor = page.next
  } while (cursor)
  expect(seen).toEqual(['m6', 'm5', 'm4', 'm2', 'm1', 'm0'])
})

const sorts = [
  { by: 'createdAt', of: (row: Prospect) => row.createdAt.getTime() },
  { by: 'lastActivityAt', of: (row: Prospect) => row.lastActivityAt?.getTime() ?? null },
  { by: 'score', of: (row: Prospect) => row.score },
  { by: 'email', of: (row: Prospect) => row.email },
  { by: 'search.name', of: (row: Prospect) => row.search?.name ?? null },
]

const dates = fc.integer({ min: 0, max: 3 }).map((n) => new Date(1_700_000_000_000 + n))
const rows = fc.uniqueArray(
  fc.record({
    _id: fc.stringMatching(/^[a-f]{3}$/),
    createdAt: dates,
    lastActivityAt: fc.option(dates),
    score: fc.integer({ min: -2, max: 2 }),
    hasEmail: fc.boolean(),
    name: fc.option(fc.constantFrom('ada', 'ben', 'Ähre', '')),
  }),
  { selector: ({ _id }) => _id, maxLength: 14 },
)

test('sorted by any field, either way, the pages together are the whole sorted list, also while rows come in and when pages look at a few at a time', async () => {
  await fc.assert(
    fc.asyncProperty(
      rows,
      rows,
      fc.constantFrom(...sorts),
      fc.constantFrom('asc' as const, 'desc' as const),
      fc.integer({ min: 1, max: 5 }),
      fc.record({
        leastScore: fc.integer({ min: -2, max: 2 }),
        lookAt: fc.option(fc.integer({ min: 1, max: 4 })),
      }),
      async (first, late, { by, of }, order, limit, { leastScore, lookAt }) => {
        const filter = { score: { $gte: leastScore } }
        await collectionOf(Prospects).deleteMany({})
        for (const row of first) await insert(row)
        const waiting = late.filter(({ _id }) => !first.some((row) => row._id === _id))
        const seen: string[] = []
        let cursor: string | null = null
        do {
          const page: Page<Prospect> = await keysetPage(Prospects, {
            by,
            order,
            limit,
            cursor,
            filter,
            ...(lookAt && { lookAt }),
          })
          expect(page.items.length).toBeLessThanOrEqual(limit)
          seen.push(...page.items.map(({ _id }) => _id))
          cursor = page.next
          const newcomer = waiting.pop()
          if (newcomer) await insert(newcomer)
        } while (cursor)
        const all = await collectionOf(Prospects).find(filter).toArray()
        const sorted = all.toSorted((a, b) => compare([of(a), a._id], [of(b), b._id], order))
        const expected = sorted.map(({ _id }) => _id)
        // What came in late may have been missed or not; everything seen is in order, and nothing old is missing.
        expect(seen).toEqual(expected.filter((id) => seen.includes(id)))
        expect(seen).toEqual(
          expect.arrayContaining(first.filter(({ score }) => score >= leastScore).map(({ _id }) => _id)),
        )
        expect(new Set(seen).size).toBe(seen.length)
      },
    ),
    { numRuns: 60 },
  )
})

type Row = typeof rows extends fc.Arbitrary<(infer One)[]> ? One : never

async function insert({ hasEmail, name, ...row }: Row): Promise<void> {
  await insertProspect({
    ...row,
    email: hasEmail ? `${row._id}@example.com` : null,
    search: { words: [''], name },
  })
}

type Key = [value: string | number | null, id: string]

/** Without a value last, whichever way; else by value, then by id, as the database compares texts: byte by byte. */
function compare([a, aId]: Key, [b, bId]: Key, order: 'asc' | 'desc'): number {
  if ((a === null) !== (b === null)) return a === null ? 1 : -1
  const sign = order === 'asc' ? 1 : -1
  if (a !== b && a !== null && b !== null) return a < b ? -sign : sign
  return aId < bId ? -sign : sign
}

test('a cursor that no list answered is refused', async () => {
  await expect(keysetPage(Messages, { by: 'updatedAt', cursor: 'nonsense' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('a page that takes longer than it may is given up', async () => {
  for (let n = 0; n < 5; n++) await insertProspect({})
  const counted = {
    input: { $range: [0, { $add: ['$score', 500_000] }] },
    initialValue: 0,
    in: { $add: ['$$value', 1] },
  }
  const filter = { $expr: { $lt: [{ $reduce: counted }, 0] } }
  const reading = keysetPage(Prospects, { by: 'createdAt', filter, maxTimeMS: 20 })
  await expect(reading).rejects.toSatisfy(isOutOfTime)
})
