import { Collection, MongoNetworkError } from 'mongodb'

/** Everything of the driver that writes. */
const writes = [
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'bulkWrite',
  'findOneAndUpdate',
  'deleteOne',
  'deleteMany',
] as const

type CrashPoint = {
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

/** Puts `around` around every write of every collection. @returns takes it away again */
function patchWrites(around: (write: () => Promise<unknown>) => Promise<unknown>): () => void {
  // The methods are looked up by name and called as they are; what they take and answer is not touched.
  const prototype = Collection.prototype as unknown as Record<
    string,
    (...args: unknown[]) => Promise<unknown>
  >
  const originals = writes.map((name) => [name, prototype[name]] as const)
  let isInside = false
  for (const [name, original] of originals) {
    prototype[name] = function (this: unknown, ...args: unknown[]) {
      const call = () => original?.apply(this, args) as Promise<unknown>
      if (isInside) return call()
      return around(() => {
        // One method of the driver may call another one at once; that is the same write.
        isInside = true
        const answer = call()
        isInside = false
        return answer
      })
    }
  }
  return () => {
    for (const [name, original] of originals) if (original) prototype[name] = original
  }
}
