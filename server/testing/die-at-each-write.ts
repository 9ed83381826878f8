import { expect } from 'vitest'
import { endOwner, newOwner } from '../jobs/owner'
import { crashAt, crashPoints } from './crash-at'
import { emptyDatabase } from './database'
import { workUntilIdle } from './work-until-idle'

type Scene<Begun> = {
  /** Puts the scene up, the same each time. */
  begin: () => Promise<Begun>
  /** What the worker does; default: all there is to do with events and effects. */
  work?: (owner?: string) => Promise<void>
  /** What counts at the end. */
  end: (begun: Begun) => Promise<unknown>
}

/**
 * Lets a worker die before and after each of its writes in turn, and another one go on: the end must be the one
 * that comes without a death. @returns how many writes there were
 */
export async function dieAtEachWrite<Begun>({
  begin,
  work = workUntilIdle,
  end,
}: Scene<Begun>): Promise<number> {
  const undisturbed = await begin()
  const { writes } = await crashAt(null, () => work())
  const expected = await end(undisturbed)
  for (const point of crashPoints(writes)) {
    await emptyDatabase()
    const begun = await begin()
    const dying = newOwner()
    await crashAt(point, () => work(dying))
    endOwner(dying)
    await work()
    expect(await end(begun), `died ${point.when} write ${point.write} of ${writes}`).toEqual(expected)
  }
  return writes
}
