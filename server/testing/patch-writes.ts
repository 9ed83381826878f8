import { Collection, Db } from 'mongodb'

type Method = (...args: unknown[]) => Promise<unknown>
/** The methods are looked up by name and called as they are; what they take and answer is not touched. */
const methodsOf = ({ prototype }: { prototype: object }) => prototype as Record<string, Method>

/** Everything of the driver that writes. */
const ofCollections = [
  'insertOne',
  'insertMany',
  'updateOne',
  'updateMany',
  'bulkWrite',
  'findOneAndUpdate',
  'deleteOne',
  'deleteMany',
] as const
const writes = [
  [methodsOf(Db), 'command'] as const,
  ...ofCollections.map((name) => [methodsOf(Collection), name] as const),
]

/** Puts `around` around every write of every collection. @returns takes it away again */
export function patchWrites(around: (write: () => Promise<unknown>) => Promise<unknown>): () => void {
  const originals = writes.map(([prototype, name]) => ({ prototype, name, original: prototype[name] }))
  let isInside = false
  for (const { prototype, name, original } of originals) {
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
    for (const { prototype, name, original } of originals) if (original) prototype[name] = original
  }
}
