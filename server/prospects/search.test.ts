import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { useTestDatabase } from '../testing/database'
import { insertEffect } from '../testing/insert-effect'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { countProspects } from './count-prospects'
import { createProspect } from './create-prospect'
import { listProspects } from './list-prospects'
import { Prospects } from './prospect'
import { renewSearch } from './renew-search'
import { searchFilter } from './search-filter'
import { searchOf } from './search-words'
import { updateProspect } from './update-prospect'

useTestDatabase()

const found = async (search: string) =>
  (await listProspects({ search, sort: 'name', order: 'asc' })).items.map(({ firstName }) => firstName)

test('P8: a search finds beginnings of words in names, organization and address, whatever the case and accents', async () => {
  await createProspect({ firstName: 'Ada', lastName: "O'Brien-Müller", organization: 'The Ångström Company' })
  await createProspect({ firstName: 'Ben', email: 'ben.smith@mail.example.co.uk' })
  expect(await found('ADA')).toEqual(['Ada'])
  expect(await found('brien')).toEqual(['Ada'])
  expect(await found("o'brien muller")).toEqual(['Ada'])
  expect(await found('angst ada')).toEqual(['Ada'])
  expect(await found('smith')).toEqual(['Ben'])
  expect(await found('example.co.uk')).toEqual(['Ben'])
  expect(await found('ben.smith@mail')).toEqual(['Ben'])
  expect(await found('ngström')).toEqual([])
  expect(await found('ada smith')).toEqual([])
  expect(await found('( )')).toEqual([])
})

test('P8: an address with an international domain is found in either spelling', async () => {
  await createProspect({ firstName: 'Jo', email: 'jo@xn--bcher-kva.example' })
  for (const search of ['jo@bücher.example', 'jo@büch', 'BÜCHER', 'bucher', 'jo@xn--bch', 'xn bcher'])
    expect(await found(search), search).toEqual(['Jo'])
  expect(await found('jo@bücherei')).toEqual([])
})

test('P8: a search by words or by address is answered from an index, not by reading everybody', async () => {
  for (let n = 0; n < 30; n++) await createProspect({ firstName: `Person${n}`, email: `p${n}@example.com` })
  for (const search of ['person7', 'p7@exam']) {
    const { executionStats } = await collectionOf(Prospects)
      .find(searchFilter(search))
      .explain('executionStats')
    expect(executionStats.totalDocsExamined, search).toBeLessThanOrEqual(2)
  }
})

test('a new name is found, and the old one is not, as soon as it was changed by a person or the API', async () => {
  const { id } = await createProspect({ firstName: 'Ada', organization: 'Engines' })
  await updateProspect(id, { firstName: 'Augusta' })
  expect(await found('augusta engines')).toEqual(['Augusta'])
  expect(await found('ada')).toEqual([])
})

test('a name that a workflow changed is found after the next tick', async () => {
  const { id } = await createProspect({ firstName: 'Ada', organization: 'Engines' })
  await insertEffect({
    kind: 'field.change',
    payload: { field: 'firstName', value: 'Augusta' },
    prospectId: id,
  })
  await workUntilIdle()
  expect((await prospectNow(id)).search).toBeNull()
  await renewSearch()
  expect(await found('augusta engines')).toEqual(['Augusta'])
  expect(await found('ada')).toEqual([])
})

test('prospects of before there was search are filled in, each once', async () => {
  await insertProspect({ firstName: 'Ada' })
  await insertProspect({})
  expect(await renewSearch()).toBe(2)
  expect(await renewSearch()).toBe(0)
  expect(await found('ada')).toEqual(['Ada'])
})

test('a name that is changed while the search is renewed is not found by its old form', async () => {
  const before = await insertProspect({ firstName: 'Ada' })
  await collectionOf(Prospects).updateOne(
    { _id: before._id },
    { $set: { firstName: 'Augusta', search: null } },
  )
  // What a slow tick would write: words of what it had read.
  await collectionOf(Prospects).updateOne(
    { _id: before._id, firstName: before.firstName },
    { $set: { search: searchOf(before) } },
  )
  await renewSearch()
  expect(await found('augusta')).toEqual(['Augusta'])
})

test('the number of matches is exact, with and without a filter', async () => {
  for (const firstName of ['Ada', 'Adam', 'Ben']) await createProspect({ firstName })
  expect(await countProspects({})).toEqual({ count: 3, isMore: false })
  expect(await countProspects({ search: 'ad' })).toEqual({ count: 2, isMore: false })
  const rule = { field: 'firstName', operator: '=', value: 'Ben' } as const
  expect(await countProspects({ criteria: { combinator: 'and', rules: [rule] } })).toEqual({
    count: 1,
    isMore: false,
  })
})
