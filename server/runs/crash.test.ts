import { afterEach, beforeEach, expect, test } from 'vitest'
import { collectionOf } from '../db/collection-of'
import { Effects } from '../effects/stored-effect'
import { sweepFx } from '../effects/sweep-fx'
import { setClock } from '../jobs/clock'
import { endOwner, newOwner } from '../jobs/owner'
import { crashAt, crashPoints } from '../testing/crash-at'
import { useTestDatabase } from '../testing/database'
import { beginStory, live, publishStory, story, tellUndisturbed } from '../testing/story'

useTestDatabase()
beforeEach(publishStory)
afterEach(() => setClock(null))

test('I11, I14: a worker that dies before or after any write leaves a state from which the next one, much later, comes to the same end', async () => {
  const { writes, expected } = await tellUndisturbed()
  for (const point of crashPoints(writes)) {
    await beginStory()
    const dying = newOwner()
    const crash = await crashAt(point, () => live(dying))
    endOwner(dying)
    await sweepTwice()
    await live(newOwner())
    expect(
      withoutGuards(await story()),
      `died ${point.when} write ${point.write} of ${crash.writes}`,
    ).toEqual(withoutGuards(expected))
  }
})

test('the guards of applied effects are taken out when nobody can hold a lease on them any more, and not before', async () => {
  await beginStory()
  await live(newOwner())
  expect(await sweepFx()).toBe(0)
  const before = await story()
  expect(before.prospects.map(({ fx }) => fx.length)).toEqual([5, 6])
  await letGuardsExpire()
  expect(await sweepFx(), 'the time of a guard counts from when the sweeper has seen the effect done').toBe(0)
  expect(await sweepFx()).toBe(0)
  await letGuardsExpire()
  expect(await sweepFx()).toBe(11)
  expect(await story()).toEqual(withoutGuards(before))
})

async function sweepTwice() {
  for (let look = 1; look <= 2; look++) {
    await letGuardsExpire()
    await sweepFx()
  }
}

/** Makes it so long ago that nobody can hold a lease on anything that was applied. */
function letGuardsExpire() {
  return collectionOf(Effects).updateMany(
    { guardedUntil: { $type: 'date' } },
    { $set: { guardedUntil: new Date(Date.now() - 1) } },
  )
}

function withoutGuards(told: Awaited<ReturnType<typeof story>>) {
  return { ...told, prospects: told.prospects.map((prospect) => ({ ...prospect, fx: [] })) }
}
