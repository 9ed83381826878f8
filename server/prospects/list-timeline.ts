import type { Model } from 'mongoose'
import { findRows } from '../db/find-rows'
import { type Page, type PageInput, type Position, pageSchema, readCursor, toPage } from '../db/keyset-page'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { Events, type StoredEvent } from '../events/stored-event'
import { Mails } from '../messages/mail'
import { Plans } from '../runs/plan'
import { findProspect } from './load-prospect'
import { idsOf } from './merge/where-merged'
import { nameMentions } from './name-mentions'
import type { Prospect } from './prospect'
import type { TimelineEntry } from './timeline-entry'
import { type TimelineShow, timelineFilters, timelineShowSchema } from './timeline-filter'
import { effectEntry, eventEntry, mailEntry } from './timeline-sentences'

export const listTimelineSchema = pageSchema.extend({ show: timelineShowSchema.optional() })
type TimelineInput = PageInput & { show?: TimelineShow | undefined }

/**
 * What happened to a prospect, what that changed and what was sent, the newest first. Every click is here,
 * whatever was thought of it (IR-9, ?15).
 *
 * @param show only some of it
 * @throws AppError 'not-found'
 */
export async function listTimeline(
  prospectId: string,
  { cursor, limit = 50, show }: TimelineInput,
): Promise<Page<TimelineEntry>> {
  const prospect = await findProspect(prospectId)
  const slice = { prospectIds: idsOf(prospect), after: cursor ? readCursor(cursor) : null, limit: limit + 1 }
  const wanted = timelineFilters(show)
  const [events, effects, mails] = await Promise.all([
    newest(Events, 'at', { ...slice, filters: [toldByNoOther(prospect), wanted.events] }),
    newest(Effects, 'createdAt', { ...slice, filters: [toldByNothingElse, wanted.effects] }),
    newest(Mails, 'createdAt', { ...slice, filters: [toThemselves, wanted.mails] }),
  ])
  const [names, runIds] = await Promise.all([nameMentions({ events, effects, mails }), runsOf(events)])
  const entries = [
    ...events.map((event) => eventEntry(event, names, runIds.get(event._id) ?? [])),
    ...effects.map((effect) => effectEntry(effect, names)),
    ...mails.map((mail) => mailEntry(mail)),
  ]
  const page = toPage(entries.sort(newestFirst).slice(0, limit + 1), limit, ({ at, id }) => ({ at, id }))
  return { ...page, items: page.items.sort(lastDoneFirst({ events, effects })) }
}

/**
 * A move has the time of the click that caused it; the effect stands in its place behind that click. That somebody
 * was merged into this prospect is told once, as this one saw it.
 */
function toldByNoOther({ mergedFrom = [] }: Prospect) {
  const wasGone = { kind: 'prospect.merged', 'payload.hasGone': true, prospectId: { $in: mergedFrom } }
  return { kind: { $ne: 'sequence.entered' }, ...(mergedFrom.length && { $nor: [wasGone] }) }
}

/** A sent mail has a line of its own. */
const toldByNothingElse = { $nor: [{ kind: 'message.send', state: { $in: ['done', 'unknown'] } }] }

/** What users were told about them is told by its effect. */
const toThemselves = { userId: { $exists: false } }

type Slice = {
  prospectIds: string[]
  after: Position | null
  limit: number
  /** All of them hold; null: nothing is wanted. */
  filters: (Record<string, unknown> | null)[]
}

function newest<Row extends { _id: string }>(
  model: Model<Row>,
  by: string,
  { prospectIds, after, limit, filters }: Slice,
): Promise<Row[]> {
  const all = filters.flatMap((filter) => filter ?? [])
  if (all.length < filters.length) return Promise.resolve([])
  const beyond = after
    ? { $or: [{ [by]: { $lt: after.at } }, { [by]: after.at, _id: { $lt: after.id } }] }
    : {}
  return findRows(model, { $and: [{ prospectId: { $in: prospectIds } }, ...all, beyond] })
    .sort({ [by]: -1, _id: -1 })
    .limit(limit)
    .toArray()
}

async function runsOf(events: { _id: string }[]): Promise<Map<string, string[]>> {
  const plans = await findRows(
    Plans,
    { _id: { $in: events.map(({ _id }) => _id) } },
    { 'runs.runId': 1 },
  ).toArray()
  return new Map(plans.map(({ _id, runs }) => [_id, runs.map(({ runId }) => runId)]))
}

/** Of one moment: effects the last done first, over what is held of an event, over the event. Pages are cut by id. */
function lastDoneFirst({ events, effects }: { events: StoredEvent[]; effects: StoredEffect[] }) {
  const inOrder = effects.toSorted((a, b) => a.seq - b.seq || a.index - b.index)
  const places = new Map([
    ...events.map(({ _id, hold }) => [_id, hold?.workflowId ? 1 : 0] as const),
    ...inOrder.map(({ _id }, index) => [_id, index + 2] as const),
  ])
  const placeOf = ({ id }: TimelineEntry) => places.get(id) ?? places.size + 2
  return (a: TimelineEntry, b: TimelineEntry) =>
    b.at.getTime() - a.at.getTime() || placeOf(b) - placeOf(a) || newestFirst(a, b)
}

function newestFirst(a: TimelineEntry, b: TimelineEntry): number {
  return b.at.getTime() - a.at.getTime() || (b.id < a.id ? -1 : 1)
}
