import { expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { useTestDatabase } from '../testing/database'
import { dieAtEachWrite } from '../testing/die-at-each-write'
import { effectNow, insertEffect } from '../testing/insert-effect'
import { insertProspect } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { createEffectTask } from './create-effect-task'
import { Tasks } from './task'

useTestDatabase()

const tasks = () => collectionOf(Tasks).find().sort({ createdAt: 1, _id: 1 }).toArray()

async function order(payload: Record<string, unknown> = {}, prospectId?: string) {
  const prospect = { firstName: 'Ada', ownerId: 'owner', timezone: 'Europe/Berlin' }
  return insertEffect({
    kind: 'task.create',
    payload: { title: 'Call {{ firstName }}', dueIn: null, ownerId: null, ...payload },
    prospectId: prospectId ?? (await insertProspect(prospect))._id,
    createdAt: new Date('2026-03-28T12:00:00Z'),
  })
}

test('IR-17: a task has its title filled in, and is for the owner of the prospect', async () => {
  const effect = await order()
  await workUntilIdle()
  expect(await effectNow(effect)).toMatchObject({ state: 'done' })
  expect(await tasks()).toMatchObject([
    {
      _id: effect._id,
      title: 'Call Ada',
      ownerId: 'owner',
      prospectId: effect.prospectId,
      dueAt: null,
      completedAt: null,
      createdBy: 'workflow:workflow',
    },
  ])
})

test('it is due by the prospect’s own calendar, across the change of clocks', async () => {
  await order({ dueIn: 'P1D', ownerId: 'other' })
  await workUntilIdle()
  expect(await tasks()).toMatchObject([{ ownerId: 'other', dueAt: new Date('2026-03-29T11:00:00Z') }])
})

test('?21 a task is created every time', async () => {
  const { prospectId } = await order()
  await order({}, prospectId)
  await order({}, prospectId)
  await workUntilIdle()
  expect((await tasks()).map(({ title }) => title)).toEqual(['Call Ada', 'Call Ada', 'Call Ada'])
})

test('one effect is one task, and done again leaves a task alone that was completed', async () => {
  const effect = await order()
  await createEffectTask(effect)
  await collectionOf(Tasks).updateOne({}, { $set: { completedAt: new Date(0) } })
  await Promise.all(Array.from({ length: 10 }, () => createEffectTask(effect)))
  expect(await tasks()).toMatchObject([{ completedAt: new Date(0) }])
})

test('a title that cannot be understood is given up with its reason', async () => {
  const effect = await order({ title: 'Call {{ firstName' })
  await workUntilIdle()
  expect(await effectNow(effect)).toMatchObject({ state: 'dead', reason: { code: 'not-renderable' } })
  expect(await tasks()).toEqual([])
})

test('I11: a worker that dies at any write leaves one task', async () => {
  const writes = await dieAtEachWrite({
    begin: () => order(),
    end: async (effect) => ({ tasks: (await tasks()).length, state: (await effectNow(effect)).state }),
  })
  expect(writes).toBeGreaterThan(2)
})
