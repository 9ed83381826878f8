import { Collection } from 'mongodb'
import { afterEach, expect, test, vi } from 'vitest'
import { newRunState } from '@/workflows/run-state'
import { startChange } from '../bulk-operations/actions/start-change'
import { workOnBulk } from '../bulk-operations/testing/work-on-bulk'
import { collectionOf } from '../db/collection-of'
import { lookBack } from '../events/look-back'
import { inboxEvent, insertEvents } from '../events/record-event'
import { Events } from '../events/stored-event'
import { createList } from '../lists/create-list'
import { fillLists } from '../lists/fill-lists'
import { Merges } from '../prospects/merge/merge'
import { finishMerges, mergeProspects, mergeProspectsSchema } from '../prospects/merge/merge-prospects'
import { renewSearches } from '../prospects/renew-search'
import { type Run, Runs } from '../runs/run'
import { crashAt } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { insertEffect } from '../testing/insert-effect'
import { insertProspect } from '../testing/insert-prospect'
import { workUntilIdle } from '../testing/work-until-idle'
import { everyOf } from './catalogue'
import { claimLane } from './claim-lane'
import { setClock } from './clock'
import { type JobName, jobNames } from './job-name'
import { jobsWithWork, keepLooking } from './keep-looking'
import { endOwner, newOwner } from './owner'

useTestDatabase()
afterEach(() => setClock(null))

const earlier = () => new Date(Date.now() - 60_000)
const hot = { combinator: 'and' as const, rules: [{ field: 'score', operator: '>=' as const, value: 10 }] }
const visit = { kind: 'link.clicked' as const, linkId: 'offer', messageId: null }

const waiting: Run = {
  _id: 'run',
  prospectId: 'ada',
  workflowId: 'workflow',
  versionId: 'version',
  versionNumber: 1,
  status: 'waiting',
  state: newRunState,
  planSeq: 1,
  startedBy: 'start',
  startedAt: earlier(),
  updatedAt: earlier(),
  wakeAt: earlier(),
}

/** What gives each job something to do, and how it comes to be done. */
const scenes: [JobName, string, () => Promise<unknown>, (() => Promise<unknown>)?][] = [
  ['events.plan', 'an event', () => insertEvents([inboxEvent(visit, { prospectId: 'ada' })])],
  [
    'effects.apply',
    'an effect that is due',
    () => insertEffect({ kind: 'tags.add', payload: { tags: ['x'] }, prospectId: 'ada' }),
  ],
  [
    'effects.apply',
    'a lane whose worker is gone',
    async () => {
      const gone = newOwner()
      await claimLane({ kind: 'apply', lane: 3, owner: gone })
      endOwner(gone)
    },
  ],
  ['runs.wake', 'a wait that is over', () => collectionOf(Runs).insertOne(waiting)],
  [
    'holds.release',
    'a hold that is over',
    async () => {
      const event = inboxEvent(visit, { prospectId: 'ada' })
      const hold = { reason: 'suspected' as const, workflowId: null, until: earlier(), decided: null }
      await collectionOf(Events).insertOne({ ...event, state: 'held', hold })
    },
  ],
  ['visitors.attribute', 'a visitor who became known', () => lookBack('visitor')],
  ['search.renew', 'a prospect that cannot be found', () => insertProspect(), renewSearches],
  [
    'bulk.step',
    'an operation',
    () => startChange({ selection: { all: true }, action: { type: 'add-tags', tags: ['x'] } }, 'ada'),
    workOnBulk,
  ],
  ['merges.finish', 'a merge that was interrupted', interruptedMerge, () => finishMerges()],
]

async function interruptedMerge(): Promise<void> {
  const [{ _id: id }, { _id: otherId }] = [await insertProspect(), await insertProspect()]
  const merge = () => mergeProspects({ ...mergeProspectsSchema.parse({ otherId }), id, by: 'ada' })
  expect(await crashAt({ write: 2, when: 'after' }, merge)).toMatchObject({ crashed: true })
  await collectionOf(Merges).updateMany({}, { $set: { lease: null } })
}

test.each(scenes)('a look finds %s: %s; once it is done, nothing more', async (job, _, begin, work) => {
  expect(await jobsWithWork()).toEqual([])
  await begin()
  expect(await jobsWithWork()).toContain(job)
  await (work ?? workUntilIdle)()
  expect(await jobsWithWork()).not.toContain(job)
})

test('a look finds lists.fill: new criteria, and whoever changed since; a while later, nothing more', async () => {
  await createList({ name: 'Hot', description: '', criteria: hot })
  expect(await jobsWithWork()).toEqual(['lists.fill'])
  while (!(await fillLists()));
  await insertProspect({ score: 12 })
  await renewSearches()
  expect(await jobsWithWork()).toEqual(['lists.fill'])
  setClock(() => new Date(Date.now() + 60_000))
  while (!(await fillLists()));
  expect(await jobsWithWork()).toEqual([])
})

test('every job without a time of its own is looked for here', () => {
  const looking = jobNames.filter((name) => everyOf(name) === null)
  expect([...new Set([...scenes.map(([job]) => job), 'lists.fill'])].toSorted()).toEqual(looking.toSorted())
})

test('looking writes nothing', async () => {
  expect(await crashAt(null, jobsWithWork)).toEqual({ writes: 0, crashed: false })
})

test('a worker that nobody wakes finds what comes, whenever it comes, until it stops', async () => {
  const found: JobName[] = []
  const stop = keepLooking((job) => found.push(job))
  try {
    await lookBack('visitor')
    await vi.waitFor(() => expect(found).toContain('visitors.attribute'), 60_000)
    await workUntilIdle()
    await insertEvents([inboxEvent(visit, { prospectId: 'ada' })])
    await vi.waitFor(() => expect(found).toContain('events.plan'), 60_000)
  } finally {
    stop()
  }
})

test('a look that fails is followed by others', async () => {
  const found: JobName[] = []
  await lookBack('visitor')
  const failing = vi.spyOn(Collection.prototype, 'aggregate').mockImplementationOnce(() => {
    throw new Error('away')
  })
  const stop = keepLooking((job) => found.push(job))
  try {
    await vi.waitFor(() => expect(found).toContain('visitors.attribute'), 60_000)
    expect(failing).toHaveBeenCalled()
  } finally {
    stop()
    failing.mockRestore()
  }
})
