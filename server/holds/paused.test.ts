import { afterEach, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { recordEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { Mails } from '../messages/mail'
import { cancelRun } from '../runs/cancel-run'
import { Runs } from '../runs/run'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { planUntilIdle, workUntilIdle } from '../testing/work-until-idle'
import { setPaused } from '../workflows/set-paused'
import { discardPaused } from './discard-held'
import { discardHeldEffects, releaseHeldEffects } from './held-effects'
import { releaseHeld, releasePaused } from './release-held'

useTestDatabase()
afterEach(() => setClock(null))

const welcomeId = 'a'.repeat(24)
const day = (number: number) => new Date(Date.UTC(2026, 2, number, 10))
const click = (prospectId: string) =>
  recordEvent({ kind: 'link.clicked', linkId: 'offer', messageId: null }, { prospectId })
const heldNow = () => collectionOf(Events).find({ state: 'held' }).sort({ at: 1, _id: 1 }).toArray()
const welcome = { id: welcomeId, name: 'Welcome', subject: 'Hello', html: '<p>Hello</p>' }

const scoring = (by: number) =>
  drawing({
    nodes: ['goal', 'score', 'hot'],
    edges: ['goal>score', 'score>hot'],
    types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
    configs: {
      goal: { linkIds: ['offer'] },
      score: { by },
      hot: {
        tags: ['hot'],
        criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] },
      },
    },
  })
const drip = drawing({
  nodes: ['goal', 'mails'],
  edges: ['goal>mails'],
  types: { goal: 'redirect-link-clicked', mails: 'sequence' },
  configs: {
    goal: { linkIds: ['offer'] },
    mails: {
      steps: [
        { id: 'w', type: 'wait', config: { for: 'P1D' } },
        { id: 'm', type: 'send-email', config: { messageId: welcomeId } },
      ],
    },
  },
})

test('a click while the workflow is paused is held for it, and other workflows go on', async () => {
  const paused = await publishDocument({ document: scoring(5) })
  await publishDocument({ document: scoring(1) })
  const { _id } = await insertProspect()
  await setPaused({ id: paused.workflowId, isPaused: true })
  await click(_id)
  await workUntilIdle()
  expect(await prospectNow(_id)).toMatchObject({ score: 1 })
  expect(await heldNow()).toMatchObject([
    { linkId: null, hold: { reason: 'paused', workflowId: paused.workflowId, decided: null } },
  ])
})

test('resuming floods nobody: what was held is released by choice, once, with the values and version of then', async () => {
  const first = await publishDocument({ document: scoring(5) })
  const { _id } = await insertProspect({ score: 10 })
  await setPaused({ id: first.workflowId, isPaused: true })
  await click(_id)
  await workUntilIdle()
  await publishDocument({ document: scoring(100), workflowId: first.workflowId })
  await setPaused({ id: first.workflowId, isPaused: false })
  await workUntilIdle()
  expect(await prospectNow(_id)).toMatchObject({ score: 10, tags: [] })
  const [held] = await heldNow()
  expect(await releaseHeld([held?._id ?? ''], 'ada')).toBe(1)
  expect(await releaseHeld([held?._id ?? ''], 'ada')).toBe(0)
  await workUntilIdle()
  expect(await prospectNow(_id)).toMatchObject({ score: 15, tags: ['hot'] })
  expect(await collectionOf(Runs).find().toArray()).toMatchObject([{ versionId: first.versionId }])
})

test('nothing is released while the workflow is still paused', async () => {
  const { workflowId } = await publishDocument({ document: scoring(5) })
  const { _id } = await insertProspect()
  await setPaused({ id: workflowId, isPaused: true })
  await click(_id)
  await workUntilIdle()
  await expect(releasePaused(workflowId, 'ada')).rejects.toThrow('paused')
  expect(await heldNow()).toHaveLength(1)
})

test('a wait that is over meanwhile is held; released it goes on, discarded its run is cancelled', async () => {
  const { workflowId } = await publishDocument({ document: drip, messages: [welcome] })
  const [one, two] = [
    await insertProspect({ email: 'a@example.com' }),
    await insertProspect({ email: 'b@example.com' }),
  ]
  setClock(() => day(1))
  for (const { _id } of [one, two]) await click(_id)
  await workUntilIdle()
  await setPaused({ id: workflowId, isPaused: true })
  setClock(() => day(5))
  await workUntilIdle()
  expect(await collectionOf(Mails).countDocuments()).toBe(0)
  const held = await heldNow()
  expect(held.map(({ kind }) => kind)).toEqual(['timer.elapsed', 'timer.elapsed'])
  await setPaused({ id: workflowId, isPaused: false })
  await workUntilIdle()
  expect(await collectionOf(Mails).countDocuments()).toBe(0)
  await releaseHeld([held.find(({ prospectId }) => prospectId === one._id)?._id ?? ''], 'ada')
  await discardPaused(workflowId, 'ada')
  await workUntilIdle()
  expect(await collectionOf(Mails).find().toArray()).toMatchObject([{ prospectId: one._id }])
  expect(await collectionOf(Runs).findOne({ prospectId: two._id })).toMatchObject({ status: 'cancelled' })
})

test('a run of a paused workflow can be cancelled', async () => {
  const { workflowId } = await publishDocument({ document: drip, messages: [welcome] })
  const { _id } = await insertProspect()
  await click(_id)
  await workUntilIdle()
  await setPaused({ id: workflowId, isPaused: true })
  const run = await collectionOf(Runs).findOne({ prospectId: _id })
  await cancelRun(run?._id ?? '', 'ada')
  await workUntilIdle()
  expect(await collectionOf(Runs).findOne({ prospectId: _id })).toMatchObject({ status: 'cancelled' })
})

test('mails that were about to go out when the workflow was paused are held, and then sent or not by choice', async () => {
  const sending = drawing({
    nodes: ['goal', 'mail'],
    edges: ['goal>mail'],
    types: { goal: 'redirect-link-clicked', mail: 'send-email' },
    configs: { goal: { linkIds: ['offer'] }, mail: { messageId: welcomeId } },
  })
  const { workflowId } = await publishDocument({ document: sending, messages: [welcome] })
  const { _id } = await insertProspect({ email: 'a@example.com' })
  await click(_id)
  await planUntilIdle()
  await setPaused({ id: workflowId, isPaused: true })
  await workUntilIdle()
  expect(await collectionOf(Effects).find().toArray()).toMatchObject([{ state: 'held' }])
  await setPaused({ id: workflowId, isPaused: false })
  await workUntilIdle()
  expect(await collectionOf(Mails).countDocuments()).toBe(0)
  expect(await releaseHeldEffects(workflowId)).toBe(1)
  await workUntilIdle()
  expect(await collectionOf(Effects).find().toArray()).toMatchObject([{ state: 'done' }])
  expect(await collectionOf(Mails).countDocuments()).toBe(1)
  expect(await discardHeldEffects(workflowId)).toBe(0)
})
