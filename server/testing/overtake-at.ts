import { AsyncLocalStorage } from 'node:async_hooks'
import { patchWrites } from './patch-writes'

const actor = new AsyncLocalStorage<'slow'>()

/**
 * Does some work and, right before one numbered write of it, lets somebody else do all of theirs: what happens to a
 * worker that falls asleep and wakes up when others have gone on. @returns how many writes the work made
 */
export async function overtakeAt(
  write: number,
  work: () => Promise<unknown>,
  overtake: () => Promise<unknown>,
): Promise<number> {
  let writes = 0
  const restore = patchWrites(async (perform) => {
    if (actor.getStore() === 'slow') {
      writes += 1
      if (writes === write) await actor.exit(overtake)
    }
    return perform()
  })
  try {
    await actor.run('slow', work)
  } finally {
    restore()
  }
  return writes
}
