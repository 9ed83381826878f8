import { Collection, MongoServerError } from 'mongodb'
import { afterEach, expect, test, vi } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { keysetPage } from '../db/keyset-page'
import { newId } from '../db/new-id'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { countProspects } from './count-prospects'
import { listProspects } from './list-prospects'
import { type Prospect, Prospects } from './prospect'
import { searchOf } from './search-words'

vi.mock('../db/keyset-page', { spy: true })

useTestDatabase()
afterEach(() => vi.mocked(keysetPage).mockReset())

type Asked = Parameters<typeof listProspects>[0]

/** Everybody whom the pages of a list lead to. */
async function listAll(asked: Asked): Promise<string[]> {
  const names: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listProspects>> = await listProspects({ ...asked, cursor })
    names.push(...page.items.map(({ firstName, lastName }) => `${firstName} ${lastName}`.trim()))
    cursor = page.next
  } while (cursor)
  return names
}

/** Has the database be too slow for whatever is to be quick. */
async function makeSlow(): Promise<void> {
  const real = await vi.importActual<typeof import('../db/keyset-page')>('../db/keyset-page')
  vi.mocked(keysetPage).mockImplementation(async (model, query) => {
    if (query.maxTimeMS) throw outOfTime()
    return real.keysetPage(model, query)
  })
}

const outOfTime = () => new MongoServerError({ code: 50, message: 'operation exceeded time limit' })

async function insertMany(names: [firstName: string, lastName: string][]): Promise<void> {
  const example = await insertProspect({})
  await collectionOf(Prospects).deleteMany({})
  const prospects = names.map(([firstName, lastName], n): Prospect => {
    const named = { ...example, _id: newId(), email: null, firstName, lastName, score: n % 7 }
    return { ...named, search: searchOf(named) }
  })
  await collectionOf(Prospects).insertMany(prospects)
}

test('P8: a search for common words that are seldom together comes in pages that lead to everybody', async () => {
  const many = Array.from({ length: 6_000 }, (_, n): [string, string] => [n % 2 ? 'Ada' : 'Ben', 'Example'])
  await insertMany([...many, ['Ada', 'Ben'], ...many, ['Ben', 'Ada']])
  expect(await listAll({ search: 'ada ben' })).toEqual(['Ben Ada', 'Ada Ben'])
  expect((await listAll({ search: 'ben ada', sort: 'score', order: 'asc' })).toSorted()).toEqual([
    'Ada Ben',
    'Ben Ada',
  ])
  expect(await listAll({ search: 'ada ben nobody' })).toEqual([])
})

test('P8: a search or a filter that takes too long is answered in short pages, not by an error', async () => {
  await insertMany(Array.from({ length: 90 }, (_, n) => [n % 30 ? 'Ben' : 'Ada', `Number${n}`]))
  await makeSlow()
  const expected = ['Ada Number60', 'Ada Number30', 'Ada Number0']
  expect(await listAll({ search: 'ada' })).toEqual(expected)
  const rule = { field: 'firstName', operator: 'contains', value: 'da' } as const
  expect(await listAll({ criteria: { combinator: 'and', rules: [rule] } })).toEqual(expected)
  expect(await listAll({})).toHaveLength(90)
})

test('P8: what cannot be counted in a moment is at least as many as are among the newest', async () => {
  await insertMany(Array.from({ length: 90 }, (_, n) => [n % 30 ? 'Ben' : 'Ada', `Number${n}`]))
  vi.spyOn(Collection.prototype, 'countDocuments').mockRejectedValueOnce(outOfTime())
  expect(await countProspects({ search: 'ada' })).toEqual({ count: 3, isMore: true })
})
