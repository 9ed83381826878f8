import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { Events } from '../events/stored-event'
import { enrolProspects } from '../runs/enrol-prospects'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { archiveWorkflow } from '../workflows/archive-workflow'
import { readNamedRecords } from '../workflows/named-records'
import { addMembers, removeMembers } from './change-members'
import { createList } from './create-list'
import { deleteList } from './delete-list'
import { listHistory } from './list-history'
import { listLists } from './list-lists'
import { listMembers } from './list-members'
import { loadList } from './load-list'
import { Memberships } from './membership'
import { updateList } from './update-list'

useTestDatabase()

const by = 'user'
const makeList = (name = 'News') => createList({ name, description: 'Once a month' })

test('a list is made, found, renamed and offered to workflows by name', async () => {
  const { id } = await makeList()
  await makeList('Customers')
  expect((await listLists({ search: 'new' })).items).toMatchObject([{ id, memberCount: 0 }])
  await updateList(id, { name: 'Monthly' })
  expect(await loadList(id)).toMatchObject({ name: 'Monthly', description: 'Once a month' })
  expect((await readNamedRecords([id])).lists).toEqual([{ id, name: 'Monthly', hint: 'Once a month' }])
  expect((await readNamedRecords()).lists).toHaveLength(2)
  await expect(updateList('nothing', { name: 'X' })).rejects.toMatchObject({ code: 'not-found' })
})

test('by hand each prospect joins once, with the time and who did it; unknown ones are left out', async () => {
  const { id } = await makeList()
  const prospect = await insertProspect({ firstName: 'Ada' })
  const ids = [prospect._id, prospect._id, 'f'.repeat(24)]
  expect(await addMembers({ listId: id, prospectIds: ids, by })).toEqual({ changed: 1 })
  expect(await addMembers({ listId: id, prospectIds: ids, by })).toEqual({ changed: 0 })
  expect((await prospectNow(prospect._id)).lists).toEqual([id])
  expect((await listMembers(id, {})).items).toMatchObject([{ name: 'Ada', joinedAt: expect.any(Date) }])
  expect((await loadList(id)).memberCount).toBe(1)
  await expect(addMembers({ listId: 'nothing', prospectIds: ids, by })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('who left and came back joined when they came back; the history has all of it', async () => {
  const { id } = await makeList()
  const change = { listId: id, prospectIds: [(await insertProspect())._id], by }
  await addMembers(change)
  await collectionOf(Memberships).updateMany({}, { $set: { at: new Date(0) } })
  await removeMembers(change)
  await collectionOf(Memberships).updateOne({ change: 'left' }, { $set: { at: new Date(1) } })
  expect(await removeMembers(change)).toEqual({ changed: 0 })
  expect((await listMembers(id, {})).items).toEqual([])
  await addMembers(change)
  expect((await listMembers(id, {})).items[0]?.joinedAt?.getTime()).toBeGreaterThan(1)
  expect((await listHistory(id, {})).items.map((line) => line.change)).toEqual(['joined', 'left', 'joined'])
})

test('IF-13: joining by hand starts the workflows that wait for it', async () => {
  const { id } = await makeList()
  await publishDocument({
    document: drawing({
      nodes: ['joined', 'tag'],
      edges: ['joined>tag'],
      types: { joined: 'list-joined', tag: 'add-tags' },
      configs: { joined: { listIds: [id] }, tag: { tags: ['reader'] } },
    }),
  })
  const { _id } = await insertProspect()
  await addMembers({ listId: id, prospectIds: [_id], by })
  await workUntilIdle()
  expect((await prospectNow(_id)).tags).toEqual(['reader'])
  await addMembers({ listId: id, prospectIds: [_id], by })
  expect(await collectionOf(Events).countDocuments({ kind: 'list.joined' })).toBe(1)
})

test('IF-2: a workflow that puts a prospect on a list does so at once, and its name stands in the history', async () => {
  const { id } = await makeList()
  const { workflowId } = await publishDocument({
    document: drawing({
      nodes: ['tagged', 'join'],
      edges: ['tagged>join'],
      types: { tagged: 'enrolled', join: 'add-to-list' },
      configs: { join: { listId: id } },
    }),
  })
  const { _id } = await insertProspect()

  await enrolProspects({ id: workflowId, prospectIds: [_id] })
  await workUntilIdle()
  expect((await prospectNow(_id)).lists).toEqual([id])
  expect((await listHistory(id, {})).items).toMatchObject([
    { change: 'joined', by: workflowId, runId: expect.any(String) },
  ])
})

test('a list that a live workflow uses is not deleted; without one it goes, and nobody is on it', async () => {
  const { id } = await makeList()
  const { _id } = await insertProspect({ lists: ['other'] })
  await addMembers({ listId: id, prospectIds: [_id], by })
  const { workflowId } = await publishDocument({
    document: drawing({
      nodes: ['start', 'mails'],
      edges: ['start>mails'],
      types: { start: 'enrolled', mails: 'sequence' },
      configs: { mails: { steps: [{ id: 's', type: 'remove-from-list', config: { listId: id } }] } },
    }),
  })
  await expect(deleteList(id)).rejects.toMatchObject({
    code: 'conflict',
    userMessage: expect.stringContaining(workflowId),
  })
  await archiveWorkflow(workflowId)
  await deleteList(id)
  await expect(loadList(id)).rejects.toMatchObject({ code: 'not-found' })
  expect((await prospectNow(_id)).lists).toEqual(['other'])
  expect(await collectionOf(Memberships).countDocuments()).toBe(0)
})
