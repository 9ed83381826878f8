import { afterEach, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { recordEvent } from '../events/record-event'
import { setClock } from '../jobs/clock'
import { createLink, createLinkSchema } from '../links/create-link'
import { useTestDatabase } from '../testing/database'
import { insertEffect } from '../testing/insert-effect'
import { insertProspect } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { setPaused } from '../workflows/set-paused'
import { createField, createFieldSchema } from './create-field'
import { listTimeline } from './list-timeline'
import { mergeProspects, mergeProspectsSchema, undoMerge } from './merge/merge-prospects'
import { updateProspect } from './update-prospect'

useTestDatabase()
afterEach(() => setClock(null))

/** A live workflow: a click on the link, then five actions one after the other. */
async function publishFive() {
  const link = await createLink(createLinkSchema.parse({ name: 'Offer', destination: 'https://example.com' }))
  const tags = ['a', 'b', 'c', 'd', 'e']
  const document = drawing({
    nodes: ['goal', ...tags],
    edges: ['goal>a', 'a>b', 'b>c', 'c>d', 'd>e'],
    types: { goal: 'redirect-link-clicked' },
    configs: {
      goal: { linkIds: [link.id] },
      ...Object.fromEntries(tags.map((tag) => [tag, { tags: [tag], criteria: null }])),
    },
  })
  const { workflowId } = await publishDocument({ document })
  return { linkId: link.id, workflowId }
}

const summariesOf = async (prospectId: string) =>
  (await listTimeline(prospectId, {})).items.map(({ summary }) => summary)

test('what one event did stands in the order it was done in, the last on top', async () => {
  const { linkId } = await publishFive()
  const { _id } = await insertProspect()
  await recordEvent({ kind: 'link.clicked', linkId, messageId: null }, { prospectId: _id })
  await workUntilIdle()
  expect((await summariesOf(_id)).filter((summary) => summary.startsWith('Added'))).toEqual(
    ['e', 'd', 'c', 'b', 'a'].map((tag) => `Added tag “${tag}”`),
  )
})

test('what a paused workflow holds of a click says for whom, and is no second click', async () => {
  const { linkId, workflowId } = await publishFive()
  const { _id } = await insertProspect()
  await setPaused({ id: workflowId, isPaused: true })
  await recordEvent({ kind: 'link.clicked', linkId, messageId: null }, { prospectId: _id })
  await workUntilIdle()
  const { items } = await listTimeline(_id, {})
  expect(items).toMatchObject([
    {
      summary: expect.stringMatching(/^For “.+”: clicked “Offer”$/),
      workflowId,
      linkId: null,
      hold: { reason: 'paused', state: 'held' },
    },
    { summary: 'Clicked “Offer”', hold: null },
  ])
})

test('edits name fields by their labels and values as people read them', async () => {
  await createField(createFieldSchema.parse({ key: 'wantsNews', label: 'Wants news', type: 'boolean' }))
  const { _id } = await insertProspect({ fields: { wantsNews: false } })
  await updateProspect(
    _id,
    { fields: { wantsNews: true }, ownerId: 'demo', consent: { email: 'subscribed' } },
    'nobody',
  )
  await insertEffect({
    kind: 'field.change',
    payload: { field: 'fields.wantsNews', value: false },
    prospectId: _id,
    state: 'done',
    createdAt: new Date(0),
  })
  expect(await summariesOf(_id)).toEqual([
    'Somebody changed Owner from nothing to “Demo workspace”, Email consent from “Not known” to “Subscribed”, Wants news from “no” to “yes”',
    'Changed Wants news to “no”',
  ])
})

test('a merge and its undoing stand in their order, each at its own time', async () => {
  const [ada, twin] = [
    await insertProspect({ firstName: 'Ada' }),
    await insertProspect({ firstName: 'Twin', email: 'twin@example.com' }),
  ]
  const merging = { id: ada._id, by: 'demo', ...mergeProspectsSchema.parse({ otherId: twin._id }) }
  setClock(() => new Date('2026-01-01T10:00:00Z'))
  const { mergeId } = await mergeProspects(merging)
  setClock(() => new Date('2026-01-01T10:05:00Z'))
  await undoMerge({ id: ada._id, mergeId, by: 'demo' })
  const { items } = await listTimeline(ada._id, {})
  expect(items.map(({ summary, at }) => [summary, at.getUTCMinutes()])).toEqual([
    ['Demo workspace undid the merge with “Twin”', 5],
    ['Demo workspace merged “Twin” into this prospect', 0],
  ])
})

test('a task is called by the title it got, not by its merge fields', async () => {
  const { _id } = await insertProspect({ firstName: 'Ada' })
  const task = { title: 'Call {{ firstName }}', dueIn: null, ownerId: null }
  const { runId } = await insertEffect({ kind: 'task.create', payload: task, prospectId: _id })
  expect(await summariesOf(_id)).toEqual(['Will create a task'])
  await workUntilIdle()
  expect((await listTimeline(_id, {})).items).toMatchObject([
    { summary: 'Created the task “Call Ada”', runIds: [runId] },
  ])
})
