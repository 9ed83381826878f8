import { z } from 'zod'
import { seal, unseal } from '../auth/seal'
import { findRows } from '../db/find-rows'
import { Events } from '../events/stored-event'
import { eraseMentions, eraseTraces } from './erase-traces'
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
  const [clicked, visited] = await Promise.all([
    Events.distinct('click.visitorId', { prospectId: id }),
    Events.distinct('visit.visitorId', { prospectId: id }),
  ])
  const visitorIds = [...new Set([...prospect.visitorIds, ...[...clicked, ...visited].filter(isText)])]
  const person = { id, visitorIds }
  const pending = seal(JSON.stringify(person), sealPurpose)
  await Tombstones.updateOne(
    { _id: pseudonymOf(id) },
    { $set: { pending }, $setOnInsert: { erasedAt: new Date() } },
    { upsert: true },
  )
  await Prospects.deleteOne({ _id: id })
  await eraseTraces(id)
  await eraseMentions(person)
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
      await eraseTraces(person.id)
      await eraseMentions(person)
    }
    const isSettled = now.getTime() - tombstone.erasedAt.getTime() > settledAfterMs
    if (isSettled) await Tombstones.updateOne({ _id: tombstone._id }, { $set: { pending: null } })
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

const sealPurpose = 'erase'
const personSchema = z.object({ id: z.string(), visitorIds: z.array(z.string()) })

function readPending({ pending }: Tombstone): z.infer<typeof personSchema> | null {
  const text = pending && unseal(pending, sealPurpose)
  return text ? personSchema.parse(JSON.parse(text)) : null
}
