import { afterEach, expect, test } from 'vitest'
import { createUser } from '../auth/create-user'
import { setClock } from '../jobs/clock'
import { useTestDatabase } from '../testing/database'
import { insertProspect } from '../testing/insert-prospect'
import { createTask } from './create-task'
import { deleteTask } from './delete-task'
import { listTasks } from './list-tasks'
import { loadTask } from './load-task'
import { updateTask } from './update-task'

useTestDatabase()
afterEach(() => setClock(null))

const by = 'user'
const titles = async (filter: Parameters<typeof listTasks>[0]) =>
  (await listTasks(filter)).items.map(({ title }) => title)

async function makeTasks() {
  const due = (day: number) => new Date(Date.UTC(2026, 2, day))
  setClock(() => due(10))
  await createTask({ title: 'some day' }, by)
  await createTask({ title: 'later', dueAt: due(20) }, by)
  await createTask({ title: 'soon', dueAt: due(11) }, by)
  const past = await createTask({ title: 'past', dueAt: due(9) }, by)
  return { past, due }
}

test('open tasks come by due date, those without one last; pages follow each other', async () => {
  await makeTasks()
  expect(await titles({})).toEqual(['past', 'soon', 'later', 'some day'])
  const first = await listTasks({ limit: 3 })
  const second = await listTasks({ limit: 3, cursor: first.next })
  expect([...first.items, ...second.items].map(({ title }) => title)).toEqual(await titles({}))
  expect(second.next).toBeNull()
})

test('a task is overdue from its due date on, until it is done', async () => {
  const { past, due } = await makeTasks()
  expect(await titles({ status: 'overdue' })).toEqual(['past'])
  expect((await loadTask(past.id)).isOverdue).toBe(true)
  setClock(() => due(12))
  expect(await titles({ status: 'overdue' })).toEqual(['past', 'soon'])
  await updateTask(past.id, { isDone: true }, by)
  expect(await titles({ status: 'overdue' })).toEqual(['soon'])
})

test('completed once keeps its first moment; opened again it has none', async () => {
  const { past } = await makeTasks()
  const done = await updateTask(past.id, { isDone: true }, 'first')
  setClock(null)
  const again = await updateTask(past.id, { isDone: true }, 'second')
  expect([again.completedAt, again.completedBy]).toEqual([done.completedAt, 'first'])
  expect(await titles({ status: 'done' })).toEqual(['past'])
  const open = await updateTask(past.id, { isDone: false }, by)
  expect([open.completedAt, open.completedBy]).toEqual([null, null])
})

test('title, due date and owner are changed one by one, and taken away by null', async () => {
  const { past, due } = await makeTasks()
  const user = { email: 'ada@example.com', name: 'Ada', password: 'long enough to be a password' }
  const { id: ownerId } = await createUser({ ...user, role: 'viewer' })
  await updateTask(past.id, { title: 'moved', dueAt: due(25), ownerId }, by)
  expect(await titles({})).toEqual(['soon', 'later', 'moved', 'some day'])
  expect(await titles({ ownerId })).toEqual(['moved'])
  expect(await loadTask(past.id)).toMatchObject({ owner: { id: ownerId, name: 'Ada' }, isOverdue: false })
  expect(await updateTask(past.id, { dueAt: null, ownerId: null }, by)).toMatchObject({
    title: 'moved',
    dueAt: null,
    owner: null,
  })
  await expect(updateTask(past.id, { ownerId: 'nobody' }, by)).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('a task about a prospect names them, and is found by them; deleted it is gone', async () => {
  const { _id } = await insertProspect({ firstName: 'Eve' })
  const { id } = await createTask({ title: 'Call', prospectId: _id }, by)
  await createTask({ title: 'Other' }, by)
  expect((await listTasks({ prospectId: _id, status: 'all' })).items).toMatchObject([
    { id, prospect: { name: 'Eve' } },
  ])
  await deleteTask(id)
  await expect(loadTask(id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(deleteTask(id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(createTask({ title: 'X', prospectId: 'nobody' }, by)).rejects.toMatchObject({
    code: 'not-found',
  })
})
