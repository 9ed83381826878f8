import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { defineCollection } from '../db/define-collection'
import { now } from '../jobs/clock'

/** A host that failed lately, known to every worker. A host without a row is in order. */
export const webhookHostSchema = z.object({
  _id: z.string(),
  /** Failures in a row. */
  failures: z.number().int(),
  /** Nobody calls before; after it one call tries whether it is back. Null: closed. */
  openUntil: z.date().nullable(),
  /** How often it was opened in a row; each time for longer. */
  openings: z.number().int(),
  /** Somebody is trying until then. */
  probeUntil: z.date().nullable(),
})

export const WebhookHosts = defineCollection('webhook-hosts', webhookHostSchema)

const FAILURES_TO_OPEN = 5
const FIRST_OPEN_MS = 30_000
const LONGEST_OPEN_MS = 15 * 60_000
/** Longer than one call takes. */
const PROBE_MS = 20_000

/** Whether this host may be called now; else when to ask again. `isKnown`: it failed lately. */
export type Permission = { mayCall: true; isKnown: boolean } | { mayCall: false; askAgainAt: Date }

/** Asks before a call. Of all who ask a host that has been left alone long enough, one gets to try. */
export async function askForCall(host: string): Promise<Permission> {
  const hosts = collectionOf(WebhookHosts)
  const known = await hosts.findOne({ _id: host }, { maxTimeMS: 5_000 })
  if (!known?.openUntil) return { mayCall: true, isKnown: known !== null }
  const at = now()
  if (known.openUntil > at) return { mayCall: false, askAgainAt: known.openUntil }
  const probe = await hosts.updateOne(
    {
      _id: host,
      openUntil: known.openUntil,
      $or: [{ probeUntil: null }, { probeUntil: { $lte: at } }],
    },
    { $set: { probeUntil: new Date(at.getTime() + PROBE_MS) } },
    { maxTimeMS: 5_000 },
  )
  if (probe.matchedCount === 1) return { mayCall: true, isKnown: true }
  return { mayCall: false, askAgainAt: new Date(at.getTime() + PROBE_MS / 2) }
}

/** The host answered: it is in order again. */
export async function noteSuccess(host: string): Promise<void> {
  await collectionOf(WebhookHosts).deleteOne({ _id: host }, { maxTimeMS: 5_000 })
}

/** The host did not answer, or said that it cannot: after five times in a row it is left alone for a while. */
export async function noteFailure(host: string): Promise<void> {
  const at = now()
  const isToOpen = {
    $or: [{ $gt: ['$openUntil', null] }, { $gte: ['$failures', FAILURES_TO_OPEN] }],
  }
  const openForMs = {
    $min: [LONGEST_OPEN_MS, { $multiply: [FIRST_OPEN_MS, { $pow: [2, { $min: ['$openings', 10] }] }] }],
  }
  await collectionOf(WebhookHosts).updateOne(
    { _id: host },
    [
      {
        $set: {
          failures: { $add: [{ $ifNull: ['$failures', 0] }, 1] },
          openings: { $ifNull: ['$openings', 0] },
          openUntil: { $ifNull: ['$openUntil', null] },
        },
      },
      { $set: { openUntil: { $cond: [isToOpen, { $add: [at, openForMs] }, null] }, probeUntil: null } },
      { $set: { openings: { $cond: [{ $gt: ['$openUntil', null] }, { $add: ['$openings', 1] }, 0] } } },
    ],
    { upsert: true, maxTimeMS: 5_000 },
  )
}
