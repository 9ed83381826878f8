import { Collection } from 'mongodb'

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

/** Puts `around` around every write of every collection. @returns takes it away again */
export function patchWrites(around: (write: () => Promise<unknown>) => Promise<unknown>): () => void {
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
