import { expect, test } from 'vitest'
import { inboxEvent, insertEvents } from '../events/record-event'
import { useTestDatabase } from '../testing/database'
import { endOwner, newOwner } from './owner'
import { joinPlanners, workersPlanning } from './share-of-lanes'
import { takePart } from './take-part'

useTestDatabase()

const happened = (secondsAgo: number) =>
  insertEvents([
    inboxEvent(
      { kind: 'link.clicked', linkId: 'offer', messageId: null },
      { prospectId: 'ada', at: new Date(Date.now() - secondsAgo * 1_000) },
    ),
  ])

test('of workers that begin at once one plans, and while it keeps up the others leave it alone', async () => {
  await happened(-60)
  const workers = [newOwner(), newOwner(), newOwner()]
  const taking = await Promise.all(workers.map(takePart))
  const planning = workers.filter((_, index) => taking[index])
  expect(planning.length).toBeGreaterThan(0)
  expect((await workersPlanning()).toSorted()).toEqual(planning.toSorted())
  expect(await takePart(newOwner())).toBe(false)
  expect((await workersPlanning()).toSorted()).toEqual(planning.toSorted())
})

test('a worker helps when something waits for long, whoever plans', async () => {
  const [first, second] = [newOwner(), newOwner()]
  await joinPlanners(first)
  await happened(5)
  expect(await takePart(second)).toBe(true)
  expect((await workersPlanning()).toSorted()).toEqual([first, second].toSorted())
})

test('nobody is left to a worker that is gone', async () => {
  const gone = newOwner()
  await joinPlanners(gone)
  endOwner(gone)
  await happened(-60)
  expect(await takePart(newOwner())).toBe(true)
})
