import { collectionOf } from '../../db/collection-of'
import { isFree, leaseEnd } from '../../jobs/lease'
import { endOwner, isGone, newOwner } from '../../jobs/owner'
import { type Merge, Merges } from './merge'

/** A merge that this process works on. Whoever loses it writes nothing into it any more. */
export type HeldMerge = {
  readonly merge: Merge
  /** Until when it is certainly held, by the database's clock. */
  readonly until: Date
  /** Writes down how far it got, and holds on. @throws when somebody else goes on with it */
  save: (values: Partial<Merge>) => Promise<void>
  /** Lets go; `over`: it is done, and its prospects are free for another one. */
  release: (values?: Partial<Merge>, over?: boolean) => Promise<void>
}

/** What stands in a merge only until it is over. */
const underWay = { busy: true, failures: true, retryAt: true } as const

/** Takes up a merge that nobody works on. @returns null when somebody does, or it does not exist */
export async function holdMerge(id: string): Promise<HeldMerge | null> {
  const owner = newOwner()
  const merges = collectionOf(Merges)
  const known = await merges.findOne({ _id: id }, { projection: { lease: 1 }, maxTimeMS: 5_000 })
  const left = known?.lease && isGone(known.lease.owner) ? [known.lease.owner] : []
  const write = async (filter: object, values: Partial<Merge>) => {
    const literal = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, { $literal: value }]),
    )
    return merges.findOneAndUpdate(
      { _id: id, ...filter },
      [{ $set: { ...literal, lease: { owner, until: leaseEnd } } }],
      { returnDocument: 'after', maxTimeMS: 5_000 },
    )
  }
  let merge = await write(isFree(left), {}).catch((error) => {
    endOwner(owner)
    throw error
  })
  if (!merge) {
    endOwner(owner)
    return null
  }
  const held = merge
  return {
    get merge() {
      return merge ?? held
    },
    get until() {
      return (merge ?? held).lease?.until ?? new Date(0)
    },
    save: async (values) => {
      const saved = await write({ 'lease.owner': owner }, values)
      if (!saved) throw new Error(`somebody else goes on with merge ${id}`)
      merge = saved
    },
    release: async (values = {}, over = false) => {
      endOwner(owner)
      await merges.updateOne(
        { _id: id, 'lease.owner': owner },
        { $set: { ...values, lease: null }, ...(over ? { $unset: underWay } : {}) },
        { maxTimeMS: 5_000 },
      )
    },
  }
}
