import { beforeEach, expect, test } from 'vitest'
import type { CriteriaRule } from '@/workflows/criteria/criteria'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { createProspect } from '../prospects/create-prospect'
import { Prospects } from '../prospects/prospect'
import { updateProspect } from '../prospects/update-prospect'
import { Runs } from '../runs/run'
import { useTestDatabase } from '../testing/database'
import { dieAtEachWrite } from '../testing/die-at-each-write'
import { insertEffect } from '../testing/insert-effect'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { addMembers, removeMembers } from './change-members'
import { createList, createListSchema } from './create-list'
import { deleteList } from './delete-list'
import { fillLists } from './fill-lists'
import { Lists } from './list'
import { listHistory } from './list-history'
import { loadList } from './load-list'
import { Memberships } from './membership'
import { updateList } from './update-list'

useTestDatabase()
beforeEach(() => setClock(null))

const only = (...rules: CriteriaRule[]) => ({ combinator: 'and' as const, rules })
const hot = only({ field: 'score', operator: '>=', value: 10 })
const make = (criteria = hot, name = 'Hot') => createList(createListSchema.parse({ name, criteria }))

async function fill(): Promise<void> {
  while (!(await fillLists()));
}

const membersOf = async (listId: string) =>
  (await collectionOf(Prospects).find({ lists: listId }).sort({ firstName: 1 }).toArray()).map(
    ({ firstName }) => firstName,
  )

test('a list by criteria fills itself with everybody who meets them, and says when it is done', async () => {
  await createProspect({ firstName: 'Ada', score: 10 })
  await createProspect({ firstName: 'Ben', score: 9 })
  const { id, filling } = await make()
  expect(filling).toBe(0)
  await fill()
  expect(await membersOf(id)).toEqual(['Ada'])
  expect(await loadList(id)).toMatchObject({ kind: 'criteria', filling: null, memberCount: 1 })
})

test('whoever comes to meet the criteria joins and whoever does not any more leaves, each with a line in the history', async () => {
  const { id } = await make()
  await fill()
  const { id: ada } = await createProspect({ firstName: 'Ada' })
  await fill()
  expect(await membersOf(id)).toEqual([])
  await updateProspect(ada, { score: 12 })
  await fill()
  expect(await membersOf(id)).toEqual(['Ada'])
  await insertEffect({ kind: 'score.adjust', payload: { by: -5 }, prospectId: ada })
  await workUntilIdle()
  await fill()
  expect(await membersOf(id)).toEqual([])
  const { items } = await listHistory(id, {})
  expect(items.map(({ change, by }) => [change, by]).toSorted()).toEqual([
    ['joined', 'The criteria of the list'],
    ['left', 'The criteria of the list'],
  ])
})

test('joining a list by criteria starts the workflows that wait for it, once', async () => {
  const { id } = await make()
  await publishDocument({
    document: drawing({
      nodes: ['goal', 'tag'],
      edges: ['goal>tag'],
      types: { goal: 'list-joined', tag: 'add-tags' },
      configs: { goal: { listIds: [id] }, tag: { tags: ['hot'] } },
    }),
  })
  const { _id: ada } = await insertProspect({ score: 20 })
  await fill()
  await fill()
  await workUntilIdle()
  expect((await prospectNow(ada)).tags).toEqual(['hot'])
  expect(await collectionOf(Runs).countDocuments()).toBe(1)
})

test('other criteria: some join and some leave', async () => {
  await insertProspect({ firstName: 'Ada', score: 10 })
  await insertProspect({ firstName: 'Ben', score: 3 })
  const { id } = await make()
  await fill()
  await updateList(id, { criteria: only({ field: 'score', operator: '<', value: 5 }) })
  await fill()
  expect(await membersOf(id)).toEqual(['Ben'])
})

test('lists can read other lists and the owner, and follow them', async () => {
  const vips = await createList(createListSchema.parse({ name: 'VIPs' }))
  const both = await make(
    only(
      { field: 'lists', operator: '=', value: vips.id },
      { field: 'ownerId', operator: '=', value: 'user1' },
    ),
  )
  const { _id } = await insertProspect({ firstName: 'Ada', ownerId: 'user1' })
  await fill()
  expect(await membersOf(both.id)).toEqual([])
  await addMembers({ listId: vips.id, prospectIds: [_id], by: 'user1' })
  await fill()
  expect(await membersOf(both.id)).toEqual(['Ada'])
  await expect(deleteList(vips.id)).rejects.toMatchObject({
    code: 'conflict',
    userMessage: expect.stringContaining('“Hot”'),
  })
})

test('lists that would read each other in a circle are refused', async () => {
  const first = await make()
  const second = await make(only({ field: 'lists', operator: '=', value: first.id }), 'Second')
  const circle = only({ field: 'lists', operator: 'in', value: [second.id] })
  await expect(updateList(first.id, { criteria: circle })).rejects.toMatchObject({ code: 'invalid-input' })
  const itself = only({ field: 'lists', operator: '!=', value: first.id })
  await expect(updateList(first.id, { criteria: itself })).rejects.toMatchObject({ code: 'invalid-input' })
  expect((await loadList(first.id)).criteria).toEqual(hot)
})

test('nobody joins or leaves by hand, and an action of a workflow is refused with the reason', async () => {
  const { id } = await make()
  const { _id } = await insertProspect({ score: 20 })
  const refused = { code: 'unprocessable', userMessage: expect.stringContaining('fills itself') }
  await expect(addMembers({ listId: id, prospectIds: [_id], by: 'user1' })).rejects.toMatchObject(refused)
  await expect(removeMembers({ listId: id, prospectIds: [_id], by: 'user1' })).rejects.toMatchObject(refused)
  const effect = await insertEffect({ kind: 'list.leave', payload: { listId: id }, prospectId: _id })
  await workUntilIdle()
  expect(await collectionOf(Effects).findOne({ _id: effect._id })).toMatchObject({
    state: 'dead',
    reason: { code: 'list-fills-itself' },
  })
})

test('who was active lately leaves the list when the time is over, without any change', async () => {
  const { id } = await make(only({ field: 'createdAt', operator: 'withinLast', value: 7 }))
  await insertProspect({ firstName: 'Ada' })
  await fill()
  expect(await membersOf(id)).toEqual(['Ada'])
  setClock(() => new Date(Date.now() + 8 * 86_400_000))
  await fill()
  expect(await membersOf(id)).toEqual([])
})

test('a worker that dies at any write leaves list, history and events as if it had not', async () => {
  const writes = await dieAtEachWrite({
    begin: async () => {
      await collectionOf(Prospects).deleteMany({})
      const { id } = await make()
      await publishDocument({
        document: drawing({
          nodes: ['goal', 'tag'],
          edges: ['goal>tag'],
          types: { goal: 'list-joined', tag: 'add-tags' },
          configs: { goal: { listIds: [id] }, tag: { tags: ['hot'] } },
        }),
      })
      await insertProspect({ score: 20 })
      await insertProspect({ lists: [id] })
      return id
    },
    work: fill,
    end: async (id: string) => ({
      members: await collectionOf(Prospects).countDocuments({ lists: id }),
      history: (await collectionOf(Memberships).find({ listId: id }).toArray())
        .map(({ change }) => change)
        .toSorted(),
      events: await collectionOf(Events).countDocuments({ 'payload.listId': id }),
      untold: await collectionOf(Prospects).countDocuments({ 'listChanges.id': { $gt: '' } }),
      isDone: Boolean((await collectionOf(Lists).findOne({ _id: id }))?.filling?.finishedAt),
    }),
  })
  expect(writes).toBeGreaterThan(5)
})
