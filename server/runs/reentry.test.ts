import { afterEach, expect, test } from 'vitest'
import type { WorkflowSettings } from '@/workflows/document/document'
import { mayEnter } from '@/workflows/document/reentry'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { recordEvent } from '../events/record-event'
import { Events } from '../events/stored-event'
import { setClock } from '../jobs/clock'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'

useTestDatabase()
afterEach(() => setClock(null))

const day = (number: number) => new Date(Date.UTC(2026, 2, number, 10))

test.each<[WorkflowSettings['reentry'], Date | null, boolean]>([
  [{ mode: 'always' }, null, true],
  [{ mode: 'always' }, day(10), true],
  [{ mode: 'once' }, null, true],
  [{ mode: 'once' }, day(1), false],
  [{ mode: 'every', days: 7 }, null, true],
  [{ mode: 'every', days: 7 }, new Date(day(3).getTime() + 1), false],
  [{ mode: 'every', days: 7 }, day(3), true],
])('expected 7: re-entry %j, last start %s: %s', (reentry, last, expected) => {
  expect(mayEnter(reentry, last, day(10))).toBe(expected)
})

test.each<[WorkflowSettings['reentry'], number]>([
  [{ mode: 'always' }, 3],
  [{ mode: 'once' }, 1],
  [{ mode: 'every', days: 2 }, 2],
])('expected 7: with re-entry %j, clicks on three days start %i runs', async (reentry, runs) => {
  const document = drawing({
    nodes: ['goal', 'score'],
    edges: ['goal>score'],
    types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
    configs: { goal: { linkIds: ['offer'] }, score: { by: 1 } },
  })
  await publishDocument({ document: { ...document, settings: { reentry } } })
  const { _id } = await insertProspect()
  for (const number of [1, 2, 3]) {
    setClock(() => day(number))
    await recordEvent({ kind: 'link.clicked', linkId: 'offer', messageId: null }, { prospectId: _id })
    await workUntilIdle()
  }
  expect(await prospectNow(_id)).toMatchObject({ score: runs })
  const outcomes = (await collectionOf(Events).find().toArray()).map(({ outcome }) => outcome)
  expect(outcomes.filter((outcome) => outcome === 'reentry')).toHaveLength(3 - runs)
})
