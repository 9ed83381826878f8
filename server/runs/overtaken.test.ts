import { afterEach, beforeEach, expect, test } from 'vitest'
import { setClock } from '../jobs/clock'
import { endOwner, newOwner } from '../jobs/owner'
import { useTestDatabase } from '../testing/database'
import { overtakeAt } from '../testing/overtake-at'
import { beginStory, live, publishStory, story, tellUndisturbed } from '../testing/story'
import { workUntilIdle } from '../testing/work-until-idle'

useTestDatabase()
beforeEach(publishStory)
afterEach(() => setClock(null))

test('a worker that falls asleep before any write, is overtaken, and goes on as if nothing had happened, breaks nothing', async () => {
  const { writes, expected } = await tellUndisturbed()
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
