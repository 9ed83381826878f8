import { afterEach, expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { recordChanges } from '../events/record-changes'
import { recordEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { changeSettings } from '../settings/workspace-settings'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'

useTestDatabase()
afterEach(() => setClock(null))

const enrol = (workflowId: string, prospectId: string) =>
  recordEvent({ kind: 'prospect.enrolled', workflowId, nodeId: null }, { prospectId })
const eventsNow = () => collectionOf(Events).find().sort({ at: 1, depth: 1, _id: 1 }).toArray()

/** Enrolled: adds a tag, and five points. */
const start = drawing({
  nodes: ['start', 'tag', 'score'],
  edges: ['start>tag', 'tag>score'],
  types: { start: 'enrolled', score: 'adjust-score' },
  configs: { tag: { tags: ['vip'] }, score: { by: 5 } },
})
/** Whoever gets the tag `vip` gets another field value. */
const onTag = drawing({
  nodes: ['goal', 'field'],
  edges: ['goal>field'],
  types: { goal: 'tag-added', field: 'change-field' },
  configs: { goal: { tags: ['vip'] }, field: { field: 'fields.stage', value: 'won' } },
})
/** Whoever reaches ten points and is at a stage becomes hot. */
const onScore = drawing({
  nodes: ['goal', 'tag'],
  edges: ['goal>tag'],
  types: { goal: 'score-reached' },
  configs: { goal: { score: 10 }, tag: { tags: ['hot'] } },
})
const onField = drawing({
  nodes: ['goal', 'tag'],
  edges: ['goal>tag'],
  types: { goal: 'field-changed' },
  configs: {
    goal: {
      field: 'fields.stage',
      criteria: { combinator: 'and', rules: [{ field: 'fields.stage', operator: '=', value: 'won' }] },
    },
    tag: { tags: ['customer'] },
  },
})

test('IF-13, ?22: what an action changes starts other workflows, each event naming the effect that caused it', async () => {
  const { workflowId } = await publishDocument({ document: start })
  for (const document of [onTag, onScore, onField]) await publishDocument({ document })
  const { _id } = await insertProspect({ score: 5 })
  await enrol(workflowId, _id)
  await workUntilIdle()
  const { score, tags, fields } = await prospectNow(_id)
  expect({ score, tags: tags.toSorted(), fields }).toEqual({
    score: 10,
    tags: ['customer', 'hot', 'vip'],
    fields: { stage: 'won' },
  })
  const events = await eventsNow()
  expect(events.map(({ kind, depth = 0 }) => `${kind} ${depth}`).toSorted()).toEqual([
    'field.changed 2',
    'prospect.enrolled 0',
    'score.changed 1',
    'tag.added 1',
    'tag.added 2',
    'tag.added 3',
  ])
  expect(events.slice(1).every(({ causedBy }) => causedBy !== null)).toBe(true)
})

test('IF-13: a tag that is there already is not added again, and a score that stays above does not reach again', async () => {
  const { workflowId } = await publishDocument({ document: start })
  for (const document of [onTag, onScore]) await publishDocument({ document })
  const { _id } = await insertProspect({ score: 10, tags: ['vip'] })
  await enrol(workflowId, _id)
  await workUntilIdle()
  expect(await prospectNow(_id)).toMatchObject({ score: 15, tags: ['vip'], fields: {} })
})

test('changes for which nobody listens are no events', async () => {
  const { workflowId } = await publishDocument({ document: start })
  const { _id } = await insertProspect()
  await enrol(workflowId, _id)
  await workUntilIdle()
  expect((await eventsNow()).map(({ kind }) => kind)).toEqual(['prospect.enrolled'])
})

test('IF-13: a prospect changed by hand starts what listens for it', async () => {
  await publishDocument({ document: onField })
  const before = await insertProspect({ fields: { stage: 'won' } })
  await recordChanges(before._id, { ...before, fields: {} }, before)
  await workUntilIdle()
  expect(await prospectNow(before._id)).toMatchObject({ tags: ['customer'] })
})

test('?22: workflows that cause each other are stopped at the depth of the workspace, and the event says so', async () => {
  const flip = (tag: string, other: string) =>
    drawing({
      nodes: ['goal', 'tag', 'off'],
      edges: ['goal>off', 'off>tag'],
      types: { goal: 'tag-added', off: 'remove-tags' },
      configs: { goal: { tags: [tag] }, off: { tags: [tag] }, tag: { tags: [other] } },
    })
  await publishDocument({ document: flip('ping', 'pong') })
  await publishDocument({ document: flip('pong', 'ping') })
  await changeSettings({ mostDepth: 4 })
  const before = await insertProspect()
  await recordChanges(before._id, before, { ...before, tags: ['ping'] })
  await workUntilIdle()
  const events = await eventsNow()
  expect(events.map(({ depth = 0, outcome }) => [depth, outcome])).toEqual([
    [0, null],
    [1, null],
    [2, null],
    [3, null],
    [4, null],
    [5, 'loop'],
  ])
})
