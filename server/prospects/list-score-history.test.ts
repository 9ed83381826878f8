import { expect, test } from 'vitest'
import { useTestDatabase } from '../testing/database'
import { insertEffect } from '../testing/insert-effect'
import { insertProspect } from '../testing/insert-prospect'
import { listScoreHistory } from './list-score-history'
import { listTimeline } from './list-timeline'
import { mergeProspects, mergeProspectsSchema, undoMerge } from './merge/merge-prospects'
import { updateProspect } from './update-prospect'

useTestDatabase()

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 10, minute))

async function scored(score: number, prospectId: string, minute: number, by: number) {
  await insertEffect({
    kind: 'score.adjust',
    payload: { by },
    prospectId,
    state: 'done',
    before: { score },
    createdAt: at(minute),
    doneAt: at(minute),
  })
}

test('every change of a score says who made it: an action, a hand, a merge and its undoing', async () => {
  const [ada, twin] = [await insertProspect({ score: 8 }), await insertProspect({ score: 30 })]
  await scored(5, ada._id, 1, 3)
  await scored(20, twin._id, 2, 10)
  await updateProspect(ada._id, { score: 10 }, 'nobody')
  const { mergeId } = await mergeProspects({
    id: ada._id,
    by: 'nobody',
    ...mergeProspectsSchema.parse({ otherId: twin._id }),
  })
  const { items } = await listScoreHistory(ada._id, {})
  expect(items.map(({ cause, by, score }) => [cause, by, score])).toEqual([
    ['merge', 20, 30],
    ['edit', 2, 10],
    ['action', 10, 30],
    ['action', 3, 8],
  ])
  await undoMerge({ id: ada._id, mergeId, by: 'nobody' })
  const after = await listScoreHistory(ada._id, {})
  expect(after.items.map(({ cause, by }) => [cause, by])).toEqual([
    ['undo', -20],
    ['merge', 20],
    ['edit', 2],
    ['action', 3],
  ])
})

test('it comes in pages', async () => {
  const { _id } = await insertProspect()
  for (let minute = 0; minute < 5; minute++) await scored(minute, _id, minute, 1)
  const first = await listScoreHistory(_id, { limit: 3 })
  const second = await listScoreHistory(_id, { limit: 3, cursor: first.next })
  expect([...first.items, ...second.items].map(({ score }) => score)).toEqual([5, 4, 3, 2, 1])
  expect(second.next).toBeNull()
})

test('what somebody changed by hand stands in the timeline, value by value; what stayed does not', async () => {
  const { _id } = await insertProspect({ score: 5, tags: ['a'], fields: { city: 'Rome' } })
  await updateProspect(_id, { score: 10, lastName: '', tags: ['a', 'b'], fields: { city: 'Oslo' } }, 'nobody')
  const { items } = await listTimeline(_id, {})
  expect(items.map(({ summary, outcome }) => [summary, outcome])).toEqual([
    ['Somebody changed Score from “5” to “10”, Tags from “a” to “a, b”, City from “Rome” to “Oslo”', null],
  ])
})

test('what could not be done is told without pretending that it was', async () => {
  const { _id } = await insertProspect()
  const reason = { code: 'gave-up', message: 'No answer' }
  const webhook = { method: 'POST', url: 'https://crm.example.com/hook' }
  await insertEffect({ kind: 'webhook.send', payload: webhook, prospectId: _id, state: 'dead', reason })
  await insertEffect({ kind: 'tags.add', payload: { tags: ['x'] }, prospectId: _id, state: 'due' })
  await insertEffect({
    kind: 'task.create',
    payload: { title: 'Call {{ firstName }}' },
    prospectId: _id,
    state: 'done',
  })
  const { items } = await listTimeline(_id, {})
  expect(items.map(({ summary }) => summary).toSorted()).toEqual([
    'Could not send a webhook to crm.example.com/hook: No answer',
    'Created a task',
    'Will add tag “x”',
  ])
})
