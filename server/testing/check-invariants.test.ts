import { afterEach, beforeEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { packEvents } from '../events/packed-events'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { newOwner } from '../jobs/owner'
import { Prospects } from '../prospects/prospect'
import { Plans } from '../runs/plan'
import { Runs } from '../runs/run'
import { Versions } from '../workflows/version'
import { checkInvariants } from './check-invariants'
import { useTestDatabase } from './database'
import { makeClick } from './make-click'
import { beginStory, live, publishStory, scoreAtStart } from './story'

useTestDatabase()
afterEach(() => setClock(null))
beforeEach(async () => {
  await publishStory()
  await beginStory()
  await live(newOwner())
})

const check = () => checkInvariants({ scoreAtStart, isInOrder: true })

test('where nothing went wrong, nothing is found', async () => {
  expect(await check()).toEqual([])
})

const any = async (collection: 'score.adjust' | 'message.send' | 'tags.add') =>
  (await collectionOf(Effects).findOne({ kind: collection }))?._id ?? ''
const at = { sort: { seq: 1 } } as const

const planted: [string, string, () => Promise<unknown>][] = [
  ['I7', 'a gap between plans', () => collectionOf(Plans).findOneAndDelete({ seq: 2 })],
  [
    'I7',
    'a plan out of order',
    () => collectionOf(Plans).updateOne({ seq: 2 }, { $set: { at: new Date('2020-01-01') } }),
  ],
  [
    'I8',
    'a condition that was not met on its snapshot',
    () => collectionOf(Plans).updateMany({}, { $set: { 'snapshot.score': -100 } }),
  ],
  ['I9', 'a plan without its event', () => collectionOf(Events).deleteOne({ kind: 'link.clicked' })],
  [
    'I9',
    'a planned event without its plan',
    () => collectionOf(Plans).findOneAndDelete({}, { sort: { prospectId: 1, seq: -1 } }),
  ],
  [
    'I9',
    'a run twice in one plan',
    async () => {
      const plan = await collectionOf(Plans).findOne({}, at)
      await collectionOf(Plans).updateOne(
        { _id: plan?._id ?? '' },
        { $push: { runs: { $each: plan?.runs ?? [] } } },
      )
    },
  ],
  [
    'I9',
    'a run that a plan has moved, and it did not',
    () => collectionOf(Runs).updateOne({}, { $inc: { planSeq: -1 } }),
  ],
  [
    'I10',
    'a version that was changed after it was executed',
    () => collectionOf(Versions).updateMany({}, { $set: { 'document.nodes.0.name': 'another' } }),
  ],
  [
    'I11',
    'an effect that is due though all is at rest',
    async () =>
      collectionOf(Effects).updateOne(
        { _id: await any('score.adjust') },
        { $set: { state: 'due', doneAt: null } },
      ),
  ],
  [
    'I11',
    'an effect that is dead for no reason',
    async () =>
      collectionOf(Effects).updateOne(
        { _id: await any('message.send') },
        { $set: { state: 'dead', doneAt: null, reason: null } },
      ),
  ],
  ['I11', 'a guard of nothing', () => collectionOf(Prospects).updateOne({}, { $push: { fx: 'nothing' } })],
  [
    'I12',
    'a score that no effect accounts for',
    () => collectionOf(Prospects).updateOne({}, { $inc: { score: 1 } }),
  ],
  [
    'I14',
    'a planned effect that is missing',
    async () => collectionOf(Effects).deleteOne({ _id: await any('tags.add') }),
  ],
  [
    'I14',
    'an effect that nobody planned',
    async () => {
      const effect = await collectionOf(Effects).findOne({ kind: 'tags.add' })
      if (effect) await collectionOf(Effects).insertOne({ ...effect, _id: 'unplanned' })
    },
  ],
  [
    'I17',
    'a goal that was reached again after it was',
    async () => {
      const plan = await collectionOf(Plans).findOne({ 'runs.steps.outcome': 'reached', seq: { $gt: 1 } })
      const reached = plan?.runs[0]?.steps.find(({ outcome }) => outcome === 'reached')
      if (plan && reached)
        await collectionOf(Plans).updateOne({ _id: plan._id }, { $push: { 'runs.0.steps': reached } })
    },
  ],
  [
    'I17',
    'a step after its sequence was stopped',
    async () => {
      const plan = await collectionOf(Plans).findOne({ 'runs.steps.outcome': 'stopped' })
      const run = plan?.runs.findIndex(({ steps }) => steps.some(({ outcome }) => outcome === 'stopped')) ?? 0
      const stopped = plan?.runs[run]?.steps.find(({ outcome }) => outcome === 'stopped')
      if (plan && stopped)
        await collectionOf(Plans).updateOne(
          { _id: plan._id },
          { $push: { [`runs.${run}.steps`]: { ...stopped, outcome: 'performed' as const, stepId: 'm' } } },
        )
    },
  ],
  [
    'I18',
    'a wait that was over twice',
    async () => {
      const event = await collectionOf(Events).findOne({ kind: 'timer.elapsed', outcome: null })
      if (event) await collectionOf(Events).insertOne({ ...event, _id: 'again' })
    },
  ],
  [
    'I18',
    'a run that was not woken',
    () =>
      collectionOf(Runs).updateOne(
        {},
        {
          $set: {
            'state.timers': [{ nodeId: 'mails', stepId: 'w', entry: 9, endsAt: new Date('2026-03-02') }],
          },
        },
      ),
  ],
  [
    'I20',
    'an effect that was cancelled and applied',
    async () =>
      collectionOf(Effects).updateOne(
        { _id: await any('tags.add') },
        { $set: { state: 'cancelled', reason: { code: 'run-cancelled', message: 'Cancelled' } } },
      ),
  ],
  [
    'stuck',
    'an event that nobody planned',
    () => collectionOf(Events).updateOne({}, { $set: { state: 'new' } }),
  ],
  ['stuck', 'an event that nobody unpacked', () => packEvents([makeClick()])],
  [
    'stuck',
    'a plan that nobody settled',
    () => collectionOf(Plans).updateOne({}, { $set: { settled: false } }),
  ],
]

test.each(planted)('%s: %s is found', async (invariant, _, plant) => {
  await plant()
  expect((await check()).map((violation) => violation.invariant)).toContain(invariant)
})
