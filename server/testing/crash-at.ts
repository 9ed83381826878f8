import { MongoNetworkError } from 'mongodb'
import { patchWrites } from './patch-writes'

export type CrashPoint = {
  /** The number of the write, from 1. */
  write: number
  /** Whether the database got it. */
  when: 'before' | 'after'
}

type Crash = {
  /** How many writes there were. */
  writes: number
  crashed: boolean
}

/**
 * Where a process can die so that it leaves something else behind each time: to die before a write leaves the same as
 * to die after the one before it.
 */
export function crashPoints(writes: number): CrashPoint[] {
  const after = Array.from({ length: writes }, (_, index) => ({ write: index + 1, when: 'after' as const }))
  return [{ write: 1, when: 'before' }, ...after]
}

/**
 * Does some work and has its process "die" at one numbered write: that write and everything after it fail, as they
 * would when nobody is there any more. Without a point it counts. One at a time: the driver itself is patched.
 */
export async function crashAt(point: CrashPoint | null, work: () => Promise<unknown>): Promise<Crash> {
  const crash = { writes: 0, crashed: false }
  const restore = patchWrites(async (write) => {
    if (crash.crashed) throw new MongoNetworkError('dead')
    crash.writes += 1
    const isPoint = crash.writes === point?.write
    if (isPoint) crash.crashed = true
    if (isPoint && point.when === 'before') throw new MongoNetworkError('died before a write')
    const answer = await write()
    if (isPoint) throw new MongoNetworkError('died after a write')
    return answer
  })
  try {
    await work()
  } catch (error) {
    if (!crash.crashed) throw error
  } finally {
    restore()
  }
  return crash
}
