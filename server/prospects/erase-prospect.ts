import { z } from 'zod'
import { seal, unseal } from '../auth/seal'
import { eraseFiles } from '../bulk-operations/erase-files'
import { findRows } from '../db/find-rows'
import { Events } from '../events/stored-event'
import { eraseMentions, eraseTraces } from './erase-traces'
import { findProspect } from './load-prospect'
import { Merges } from './merge/merge'
import { checkNotMerging, finishMergeOf } from './merge/merge-prospects'
import { idsOf } from './merge/where-merged'
import { type Prospect, Prospects } from './prospect'
import { pseudonymOf, type Tombstone, Tombstones } from './tombstone'

/**
 * Removes a person for good: the record, and everything that could name them in events, plans, runs, effects and
 * mails; and whoever was merged into them. Counts stay right, under a pseudonym. What a worker is writing at this moment is erased by
 * `finishErasures`.
 * @throws AppError 'not-found'; 'conflict' while they are being merged
 */
export async function eraseProspect(id: string): Promise<void> {
  await finishMergeOf((await findProspect(id))._id)
  const prospect = await findProspect(id)
  await checkNotMerging(prospect)
  const known = { visitorIds: prospect.visitorIds, emails: await emailsOf(prospect) }
  const people = await Promise.all(idsOf(prospect).map((own) => traceable(own, known)))
  for (const person of people) await bury(person)
  for (const person of people) await eraseOne(person, new Date())
}

type Known = Omit<Person, 'id'>

async function emailsOf({ _id, email }: Prospect): Promise<string[]> {
  const merged = await findRows(Merges, { into: _id }, { 'copy.email': 1 }).toArray()
  return [...new Set([email, ...merged.map(({ copy }) => copy?.email)])].filter(isText)
}

/** What it takes to find everything of a person. */
async function traceable(id: string, known: Known): Promise<Person> {
  const [clicked, visited] = await Promise.all([
    Events.distinct('click.visitorId', { prospectId: id }),
    Events.distinct('visit.visitorId', { prospectId: id }),
  ])
  return {
    ...known,
    id,
    visitorIds: [...new Set([...known.visitorIds, ...[...clicked, ...visited].filter(isText)])],
  }
}

/** From here on a tick finishes what a crash cuts short. */
async function bury(person: Person): Promise<void> {
  const pending = seal(JSON.stringify(person), sealPurpose)
  await Tombstones.updateOne(
    { _id: pseudonymOf(person.id) },
    { $set: { pending }, $setOnInsert: { erasedAt: new Date() } },
    { upsert: true },
  )
}

/** @param before files that were begun later do not name them any more */
async function eraseOne(person: Person, before: Date): Promise<void> {
  await Prospects.deleteOne({ _id: person.id })
  await eraseTraces(person.id)
  await eraseMentions(person)
  await eraseFiles(person.emails, before)
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
    if (person) await eraseOne(person, tombstone.erasedAt)
    const isSettled = now.getTime() - tombstone.erasedAt.getTime() > settledAfterMs
    if (isSettled) await Tombstones.updateOne({ _id: tombstone._id }, { $set: { pending: null } })
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

const sealPurpose = 'erase'
const personSchema = z.object({
  id: z.string(),
  visitorIds: z.array(z.string()),
  /** What files that were uploaded may name them by. */
  emails: z.array(z.string()).default([]),
})
type Person = z.infer<typeof personSchema>

function readPending({ pending }: Tombstone): Person | null {
  const text = pending && unseal(pending, sealPurpose)
  return text ? personSchema.parse(JSON.parse(text)) : null
}
