import { afterEach, describe, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { recordEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { createField } from '../prospects/create-field'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { setPaused } from '../workflows/set-paused'
import { cancelRun } from './cancel-run'
import { enrolProspects } from './enrol-prospects'
import { listRuns } from './list-runs'
import { loadRun } from './load-run'
import { Plans } from './plan'

useTestDatabase()
afterEach(() => setClock(null))

const document = drawing({
  nodes: ['start', 'score', 'hot', 'nurture'],
  edges: ['start>score', 'score>hot', 'hot>nurture'],
  types: { start: 'enrolled', score: 'adjust-score', nurture: 'sequence' },
  configs: {
    score: { by: 5 },
    hot: {
      tags: ['hot'],
      criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 10 }] },
    },
    nurture: {
      steps: [
        { id: 'w', type: 'wait', config: { for: 'P2D' } },
        { id: 't', type: 'add-tags', config: { tags: ['nurtured'] } },
      ],
    },
  },
})

async function enrolOne(values = {}) {
  const { workflowId, number } = await publishDocument({ document })
  const prospect = await insertProspect({ score: 5, email: 'ada@example.com', firstName: 'Ada', ...values })
  const [enrolment] = await enrolProspects({ id: workflowId, prospectIds: [prospect._id] })
  await workUntilIdle()
  const { items } = await listRuns({ prospectId: prospect._id })
  return { workflowId, number, prospect, enrolment, runId: items[0]?.id ?? '' }
}

describe('a run', () => {
  test('IR-13: tells every step with the original values, what it was decided on, its effects and why', async () => {
    const { enrolment, prospect, workflowId, runId } = await enrolOne()
    const loaded = await loadRun(runId)
    expect(loaded).toMatchObject({
      run: { id: runId, status: 'active', versionNumber: 1 },
      prospect: { id: prospect._id, name: 'Ada', email: 'ada@example.com' },
      workflow: { id: workflowId },
      document: { nodes: { length: 4 } },
    })
    const scored = loaded.steps.find(({ nodeId }) => nodeId === 'score')
    expect(scored).toMatchObject({
      eventId: enrolment?.eventId,
      eventKind: 'prospect.enrolled',
      title: 'score',
      summary: 'Raises score by 5',
      snapshot: { score: 5 },
      effects: [
        {
          kind: 'score.adjust',
          state: 'done',
          summary: 'Adjusted score by +5',
          before: { score: 5 },
        },
      ],
    })
    expect(loaded.steps.find(({ nodeId }) => nodeId === 'hot')).toMatchObject({
      outcome: 'skipped',
      reason: expect.stringContaining('original values'),
      criteria: { passed: false, rules: [{ original: 5 }] },
      effects: [],
    })
    expect((await prospectNow(prospect._id)).score).toBe(10)
  })

  test('calls the fields of the workspace by their labels', async () => {
    await createField({ key: 'optIn', label: 'Wants news', type: 'boolean', options: [] })
    const { workflowId } = await publishDocument({
      document: drawing({
        nodes: ['start', 'change'],
        edges: ['start>change'],
        types: { start: 'enrolled', change: 'change-field' },
        configs: { change: { field: 'fields.optIn', value: true } },
      }),
    })
    const prospect = await insertProspect({})
    await enrolProspects({ id: workflowId, prospectIds: [prospect._id] })
    await workUntilIdle()
    const { items } = await listRuns({ prospectId: prospect._id })
    const { steps } = await loadRun(items[0]?.id ?? '')
    expect(steps.find(({ nodeId }) => nodeId === 'change')).toMatchObject({
      summary: 'Sets Wants news to “yes”',
      effects: [{ summary: 'Changed Wants news to “yes”' }],
    })
  })

  test('that is cancelled stops, with its account kept, and cannot be cancelled twice', async () => {
    const { prospect, runId } = await enrolOne()
    await cancelRun(runId, 'user')
    await workUntilIdle()
    setClock(() => new Date(Date.now() + 9 * 86_400_000))
    await workUntilIdle()
    const { run, steps } = await loadRun(runId)
    expect(run.status).toBe('cancelled')
    expect(steps.at(-1)).toMatchObject({ outcome: 'cancelled', eventKind: 'run.cancelled' })
    expect((await prospectNow(prospect._id)).tags).toEqual([])
    await expect(cancelRun(runId, 'user')).rejects.toMatchObject({ code: 'conflict' })
    await expect(cancelRun('none', 'user')).rejects.toMatchObject({ code: 'not-found' })
    await expect(loadRun('none')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('is found by workflow, prospect and status, page by page', async () => {
    const { workflowId, runId } = await enrolOne()
    const others = await Promise.all([insertProspect(), insertProspect()])
    await enrolProspects({ id: workflowId, prospectIds: others.map(({ _id }) => _id) })
    await workUntilIdle()
    const first = await listRuns({ workflowId, limit: 2 })
    const second = await listRuns({ workflowId, limit: 2, cursor: first.next })
    expect([...first.items, ...second.items].map(({ id }) => id)).toContain(runId)
    expect([first.items.length, second.items.length, second.next]).toEqual([2, 1, null])
    expect((await listRuns({ status: 'finished' })).items).toEqual([])
    expect((await listRuns({ status: 'active' })).items).toHaveLength(3)
  })
})

describe('enrolling', () => {
  test('at a sequence starts there', async () => {
    const { workflowId } = await publishDocument({ document })
    const { _id } = await insertProspect({ score: 5 })
    await enrolProspects({ id: workflowId, prospectIds: [_id, _id], nodeId: 'nurture' })
    await workUntilIdle()
    expect((await prospectNow(_id)).score).toBe(5)
    expect((await listRuns({ prospectId: _id })).items).toMatchObject([{ status: 'active' }])
  })

  test('is refused when nothing would happen, saying what to do', async () => {
    const { workflowId } = await publishDocument({ document })
    const { _id } = await insertProspect()
    const enrol = (changes = {}) => enrolProspects({ id: workflowId, prospectIds: [_id], ...changes })
    await expect(enrol({ nodeId: 'score' })).rejects.toMatchObject({ code: 'unprocessable' })
    await expect(enrol({ prospectIds: [_id, 'nobody'] })).rejects.toMatchObject({ code: 'not-found' })
    await expect(enrol({ id: 'nothing' })).rejects.toMatchObject({ code: 'not-found' })
    await setPaused({ id: workflowId, isPaused: true })
    await expect(enrol()).rejects.toMatchObject({ code: 'unprocessable' })
    expect(await collectionOf(Events).countDocuments()).toBe(0)
  })
})

test('I21: an event that ends its worker again and again is quarantined, and everybody else goes on', async () => {
  const { workflowId } = await publishDocument({ document })
  const [poisoned, fine] = [await insertProspect(), await insertProspect()]
  const enrol = (prospectId: string) =>
    recordEvent({ kind: 'prospect.enrolled', workflowId, nodeId: null }, { prospectId })
  const poison = await enrol(poisoned._id)
  await collectionOf(Events).updateOne({ _id: poison }, { $set: { attempts: 12 } })
  // A snapshot that is none: building its plan fails each time.
  await collectionOf(Events).updateOne(
    { _id: poison },
    { $set: { 'payload.kind': 'sequence.entered', 'payload.snapshot': 5 } },
  )
  const later = await enrol(poisoned._id)
  const other = await enrol(fine._id)
  for (let session = 0; session < 3; session++) await workUntilIdle()
  const outcomes = new Map((await collectionOf(Events).find().toArray()).map((event) => [event._id, event]))
  expect(outcomes.get(poison)).toMatchObject({ state: 'planned', outcome: 'quarantined' })
  expect(outcomes.get(later)).toMatchObject({ state: 'planned', outcome: null })
  expect(outcomes.get(other)).toMatchObject({ state: 'planned', outcome: null })
  expect(await collectionOf(Plans).countDocuments()).toBe(2)
})
