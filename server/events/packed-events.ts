import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { defineCollection } from '../db/define-collection'
import { insertDurably, type RefusedRow } from '../db/insert-durably'
import { log } from '../log'
import { newClick } from './new-click'
import { type ClickSignals, clickSignalsSchema, Events, type StoredEvent } from './stored-event'

/**
 * Events of a busy moment, packed into one document, durable at a fraction of what they cost the database one by
 * one. Planners unpack them into the inbox before they look into it.
 */
export const packedEventsSchema = z.object({
  /** The id of the first of them: packing the same again is harmless. */
  _id: z.string(),
  /** When the first of them happened; null once they could not be read: they are kept, and keep nobody waiting. */
  at: z.date().nullable(),
  count: z.number().int(),
  /** A `Pack`, as JSON. */
  pack: z.string(),
})
type PackedEvents = z.infer<typeof packedEventsSchema>

export const PackedEvents = defineCollection('packed-events', packedEventsSchema, [
  { key: { at: 1, count: 1 } },
])

/** What waits to be unpacked. */
export const packed = { at: { $gt: new Date(0) } }

/** Of clicks what each has of its own, in the order of `fields`, the time in milliseconds; all of any other event. */
type Pack = { fields: readonly string[]; clicks: unknown[][]; others: StoredEvent[] }

/**
 * Packs events, in the order in which they happened, with an acknowledgement that means durable.
 * @throws when they are not known to have been written; then try again
 */
export async function packEvents(events: StoredEvent[]): Promise<RefusedRow[]> {
  const [first] = events
  if (!first) return []
  const pack = JSON.stringify(packOf(events))
  const row: PackedEvents = { _id: first._id, at: first.at, count: events.length, pack }
  const [refused] = await insertDurably(PackedEvents, [row])
  if (refused) throw new Error(`packed events were refused: ${refused.reason}`)
  return []
}

/**
 * Puts the oldest packed events into the inbox; doing it again, or by several at a time, is harmless.
 * @returns when the first of those happened that are still packed; null when none are
 */
export async function unpackEvents(): Promise<Date | null> {
  const oldest = await collectionOf(PackedEvents)
    .find(packed, { maxTimeMS: 10_000 })
    .sort({ at: 1 })
    .limit(PACKS_AT_ONCE + 1)
    .toArray()
  const [next] = oldest.splice(PACKS_AT_ONCE)
  if (oldest.length === 0) return null
  const read = await Promise.all(oldest.map(readPack))
  const events = read.flatMap((readable) => readable ?? [])
  if (events.length > 0) reportRefused(events, await insertDurably(Events, events))
  const ids = oldest.flatMap(({ _id }, index) => (read[index] ? [_id] : []))
  await collectionOf(PackedEvents).deleteMany({ _id: { $in: ids } }, { maxTimeMS: 10_000 })
  return next?.at ?? null
}

const PACKS_AT_ONCE = 8
const signals = Object.keys(clickSignalsSchema.shape) as (keyof ClickSignals)[] // zod widens keys to string
const fields = ['_id', 'at', 'prospectId', 'messageId', 'linkId', ...signals] as const

function packOf(events: StoredEvent[]): Pack {
  const pack: Pack = { fields, clicks: [], others: [] }
  for (const event of events)
    if (event.click) pack.clicks.push(rowOf(event, event.click))
    else pack.others.push(event)
  return pack
}

function rowOf({ _id, at, prospectId, messageId, linkId }: StoredEvent, click: ClickSignals): unknown[] {
  const row: unknown[] = [_id, at.getTime(), prospectId, messageId, linkId]
  for (const name of signals) row.push(click[name])
  return row
}

/** @returns null for what cannot be read, which is set aside: everybody else's clicks must not wait for it (I21) */
async function readPack({ _id, pack }: PackedEvents): Promise<StoredEvent[] | null> {
  try {
    return eventsOf(JSON.parse(pack))
  } catch (error) {
    log.error({ err: error, packedEvents: _id }, 'packed events cannot be read; they are kept as they are')
    await collectionOf(PackedEvents).updateOne({ _id }, { $set: { at: null } }, { maxTimeMS: 10_000 })
    return null
  }
}

function eventsOf({ fields, clicks, others }: Pack): StoredEvent[] {
  return [
    ...clicks.map((row) => {
      const values = Object.fromEntries(fields.map((name, index) => [name, row[index]]))
      const { _id, at, prospectId, messageId, linkId, ...click } = values as PackedClick // `rowOf` wrote it
      return newClick({ _id, at: new Date(at), prospectId, messageId, linkId, click })
    }),
    ...others.map((event) => ({ ...event, at: new Date(event.at) })),
  ]
}

type PackedClick = ClickSignals & {
  _id: string
  at: number
  prospectId: string | null
  messageId: string | null
  linkId: string
}

function reportRefused(events: StoredEvent[], refused: RefusedRow[]): void {
  for (const { index, reason } of refused)
    log.error({ eventId: events[index]?._id, reason }, 'the database refuses an event that was packed')
}
