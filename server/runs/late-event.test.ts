import { expect, test } from 'vitest'
import { drawing } from '@/workflows/edit/testing/drawing'
import { collectionOf } from '../db/collection-of'
import { recordEvent } from '../events/record-event'
import { endOwner, newOwner } from '../jobs/owner'
import { crashAt } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { insertProspect, prospectNow } from '../testing/insert-prospect'
import { publishDocument } from '../testing/publish-document'
import { workUntilIdle } from '../testing/work-until-idle'
import { Plans } from './plan'

useTestDatabase()

test('an event that arrives late is planned on all that was planned before it, though that worker died half-way', async () => {
  const document = drawing({
    nodes: ['goal', 'score'],
    edges: ['goal>score'],
    types: { goal: 'redirect-link-clicked', score: 'adjust-score' },
    configs: { goal: { linkIds: ['offer'] }, score: { by: 5 } },
  })
  await publishDocument({ document })
  const { _id } = await insertProspect()
  const click = (ms: number) =>
    recordEvent(
      { kind: 'link.clicked', linkId: 'offer', messageId: null },
      { prospectId: _id, at: new Date(ms) },
    )
  for (let write = 1; ; write++) {
    await click(2_000 * write)
    const dying = newOwner()
    const { crashed } = await crashAt({ write, when: 'after' }, () => workUntilIdle(dying))
    endOwner(dying)
    await click(2_000 * write - 1_000) // by the clock of another machine, before the one that is half planned
    await workUntilIdle()
    if (!crashed) break
  }
  const plans = await collectionOf(Plans).find().sort({ seq: 1 }).toArray()
  expect(plans.length).toBeGreaterThan(12)
  expect(plans.map(({ snapshot }) => snapshot.score)).toEqual(plans.map((_, index) => 5 * index))
  expect((await prospectNow(_id)).score).toBe(5 * plans.length)
})
