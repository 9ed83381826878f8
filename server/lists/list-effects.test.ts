import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { applyToProspect } from '../effects/apply-to-prospect'
import type { StoredEffect } from '../effects/stored-effect'
import { useTestDatabase } from '../testing/database'
import { dieAtEachWrite } from '../testing/die-at-each-write'
import { effectNow, insertEffect } from '../testing/insert-effect'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { Lists } from './list'
import { Memberships } from './membership'

useTestDatabase()

const soon = () => new Date(Date.now() + 10_000)

async function insertList(id = 'news') {
  const at = new Date()
  await collectionOf(Lists).insertOne({ _id: id, name: id, description: '', createdAt: at, updatedAt: at })
}

async function scene({ lists = [] as string[], kind = 'list.join' as StoredEffect['kind'] } = {}) {
  await insertList()
  const prospect = await insertProspect({ lists })
  return insertEffect({ kind, payload: { listId: 'news' }, prospectId: prospect._id })
}

const history = async () =>
  (await collectionOf(Memberships).find().sort({ at: 1, _id: 1 }).toArray()).map(({ change, by }) => [
    change,
    by,
  ])

test('IR-17: joining a list puts the prospect on it, with a line in its history', async () => {
  const effect = await scene()
  await workUntilIdle()
  expect(await effectNow(effect)).toMatchObject({ state: 'done', before: { lists: [] }, reason: null })
  expect((await prospectNow(effect.prospectId)).lists).toEqual(['news'])
  expect(await history()).toEqual([['joined', 'workflow:workflow']])
})

test('IR-17: leaving a list takes the prospect off it, with a line in its history', async () => {
  const effect = await scene({ lists: ['other', 'news'], kind: 'list.leave' })
  await workUntilIdle()
  expect(await effectNow(effect)).toMatchObject({ state: 'done', before: { lists: ['other', 'news'] } })
  expect((await prospectNow(effect.prospectId)).lists).toEqual(['other'])
  expect(await history()).toEqual([['left', 'workflow:workflow']])
})

test('who is on the list already joins nothing, and the effect says so', async () => {
  const effect = await scene({ lists: ['news'] })
  await workUntilIdle()
  expect(await effectNow(effect)).toMatchObject({ state: 'done', reason: { code: 'already-on-list' } })
  expect(await history()).toEqual([])
})

test('who is not on the list leaves nothing, and the effect says so', async () => {
  const effect = await scene({ kind: 'list.leave' })
  await workUntilIdle()
  expect(await effectNow(effect)).toMatchObject({ state: 'done', reason: { code: 'not-on-list' } })
  expect(await history()).toEqual([])
})

test('twenty at once join once', async () => {
  const effect = await scene()
  const results = await Promise.all(Array.from({ length: 20 }, () => applyToProspect([effect], soon())))
  expect(results.flat().filter(({ result }) => result === 'applied')).toHaveLength(1)
  expect(await history()).toHaveLength(1)
})

test('joining, leaving and joining in one burst is three lines, in whatever way they are applied', async () => {
  const first = await scene()
  const like = (kind: StoredEffect['kind'], index: number): StoredEffect => ({
    ...first,
    _id: newId(),
    kind,
    index,
  })
  const effects = [first, like('list.leave', 1), like('list.join', 2)]
  const applied = await applyToProspect(effects, soon())
  expect(applied.map(({ result }) => result)).toEqual(['applied', 'applied', 'applied'])
  expect((await prospectNow(first.prospectId)).lists).toEqual(['news'])
  expect((await history()).map(([change]) => change).toSorted()).toEqual(['joined', 'joined', 'left'])
})

test('a list that was deleted is joined by nobody, and the effect says what to do', async () => {
  const effect = await scene()
  await collectionOf(Lists).deleteMany({})
  await workUntilIdle()
  expect(await effectNow(effect)).toMatchObject({ state: 'dead', reason: { code: 'list-missing' } })
  expect((await prospectNow(effect.prospectId)).lists).toEqual([])
})

test('I11: a worker that dies at any write leaves the list and its history as if it had not', async () => {
  const writes = await dieAtEachWrite({
    begin: () => scene(),
    end: async (effect) => ({
      lists: (await prospectNow(effect.prospectId)).lists,
      history: await history(),
      effect: await effectNow(effect).then(({ state, reason }) => ({ state, reason })),
    }),
  })
  expect(writes).toBeGreaterThan(3)
})
