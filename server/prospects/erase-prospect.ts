import { z } from 'zod'
import { seal, unseal } from '../auth/seal'
import { findRows } from '../db/find-rows'
import { eraseTraces } from './erase-traces'
import { unknownProspect } from './load-prospect'
import { Prospects } from './prospect'
import { pseudonymOf, type Tombstone, Tombstones } from './tombstone'

/**
 * Removes a person for good: the record, and everything that could name them in events, plans, runs, effects and
 * mails. Counts stay right, under a pseudonym. What a worker is writing at this moment is erased by
 * `finishErasures`.
 * @throws AppError 'not-found'
 */
export async function eraseProspect(id: string): Promise<void> {
  const prospect = await Prospects.findOne({ _id: id }, { visitorIds: 1 }).lean()
  if (!prospect) throw unknownProspect(id)
  const person = { id, visitorIds: prospect.visitorIds }
  const pending = seal(JSON.stringify(person), sealPurpose)
  await Tombstones.updateOne(
    { _id: pseudonymOf(id) },
    { $set: { pending }, $setOnInsert: { erasedAt: new Date() } },
    { upsert: true },
  )
  await Prospects.deleteOne({ _id: id })
  await eraseTraces(person)
}

/** Longer than any lease: by then no worker holds anything it read of the person. */
const settledAfterMs = 10 * 60_000

/**
 * Erases again whoever was erased lately, since a worker may have written late; and finishes what a crash cut short.
 * A tick calls this; doing it at any time, any number of times, is harmless.
 */
export async function finishErasures(now = new Date()): Promise<void> {
  const tombstones = await findRows(Tombstones, { pending: { $type: 'string' } })
    .limit(1000)
    .toArray()
  for (const tombstone of tombstones) {
    const person = readPending(tombstone)
    if (person) {
      await Prospects.deleteOne({ _id: person.id })
      await eraseTraces(person)
    }
    const isSettled = now.getTime() - tombstone.erasedAt.getTime() > settledAfterMs
    if (isSettled) await Tombstones.updateOne({ _id: tombstone._id }, { $set: { pending: null } })
  }
}

const sealPurpose = 'erase'
const personSchema = z.object({ id: z.string(), visitorIds: z.array(z.string()) })
export type ErasedPerson = z.infer<typeof personSchema>

function readPending({ pending }: Tombstone): ErasedPerson | null {
  const text = pending && unseal(pending, sealPurpose)
  return text ? personSchema.parse(JSON.parse(text)) : null
}
