import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { sweepFx } from '../effects/sweep-fx'
import { setClock } from '../jobs/clock'
import { endOwner, newOwner } from '../jobs/owner'
import { crashAt } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { overtakeAt } from '../testing/overtake-at'
import { beginStory, live, publishStory, story } from '../testing/story'
import { workUntilIdle } from '../testing/work-until-idle'

useTestDatabase()
vi.setConfig({ testTimeout: 300_000 })
beforeEach(publishStory)
afterEach(() => setClock(null))

test('I11, I14: a worker that dies before or after any write leaves a state from which the next one comes to the same end', async () => {
  const { writes, expected } = await undisturbed()
  for (let write = 1; write <= writes; write++)
    for (const when of ['before', 'after'] as const) {
      await beginStory()
      const dying = newOwner()
      const crash = await crashAt({ write, when }, () => live(dying))
      endOwner(dying)
      await live(newOwner())
      expect(await story(), `died ${when} write ${write} of ${crash.writes}`).toEqual(expected)
    }
})

test('a worker that falls asleep before any write, is overtaken, and goes on as if nothing had happened, breaks nothing', async () => {
  const { writes, expected } = await undisturbed()
  for (let write = 1; write <= writes; write++) {
    await beginStory()
    const slow = newOwner()
    await overtakeAt(
      write,
      () => live(slow),
      () => {
        endOwner(slow)
        return workUntilIdle()
      },
    )
    expect(await story(), `overtaken before write ${write}`).toEqual(expected)
  }
})

test('the guards of applied effects are taken out when nobody can hold a lease on them any more, and not before', async () => {
  await beginStory()
  await live(newOwner())
  expect(await sweepFx()).toBe(0)
  const before = await story()
  expect(before.prospect.fx).toHaveLength(5)
  await collectionOf(Effects).updateMany(
    { state: 'done' },
    { $set: { doneAt: new Date(Date.now() - 60_000) } },
  )
  expect(await sweepFx()).toBe(5)
  expect(await story()).toEqual({ ...before, prospect: { ...before.prospect, fx: [] } })
})

async function undisturbed() {
  await beginStory()
  const { writes } = await crashAt(null, () => live(newOwner()))
  const expected = await story()
  expect(expected.prospect).toMatchObject({
    score: 10,
    tags: ['customer', 'later'],
    fields: { stage: 'won' },
  })
  expect(expected.mails).toHaveLength(1)
  expect(writes).toBeGreaterThan(30)
  return { writes, expected }
}
