import type { Filter, UpdateFilter } from 'mongodb'
import type { Model } from 'mongoose'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../db/collection-of'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { LookBacks } from '../events/look-back'
import { Events, type StoredEvent } from '../events/stored-event'
import { Leads } from '../leads/lead'
import { Memberships } from '../lists/membership'
import { Mails } from '../messages/mail'
import { Notifications } from '../notifications/notification'
import { type Plan, Plans } from '../runs/plan'
import { Runs } from '../runs/run'
import { SpamCounters } from '../spam/spam-window'
import { Tasks } from '../tasks/task'
import { eraseDeliveries } from '../webhooks/erase-deliveries'
import { Merges } from './merge/merge'
import { pseudonymOf } from './tombstone'

const maxTimeMS = 60_000

type Eraser = (id: string, pseudonym: string) => Promise<unknown>

/**
 * How a person is taken out of each collection that knows people by the prospect's id. A collection that is missing
 * here has to be named in `personal-data/impersonal.ts`, with the reason; a test sees to it.
 */
const erasers = {
  events: eraseOwnEvents,
  plans: erasePlans,
  runs: eraseRuns,
  effects: eraseEffects,
  mails: eraseMails,
  'webhook-deliveries': eraseDeliveries,
  tasks: remover(Tasks),
  leads: remover(Leads),
  memberships: remover(Memberships),
  notifications: remover(Notifications),
  merges: (id) => collectionOf(Merges).deleteMany({ $or: [{ from: id }, { into: id }] }, { maxTimeMS }),
  'spam-windows': (id) => collectionOf(SpamCounters).deleteMany({ who: id }, { maxTimeMS }),
} satisfies Record<string, Eraser>

/** The collections in which a person's rows are found by their id. */
export type TracedCollection = keyof typeof erasers

/** Takes a person out of everything that is known as theirs. Any number of times leads to the same. */
export async function eraseTraces(id: string): Promise<void> {
  const pseudonym = pseudonymOf(id)
  await Promise.all(Object.values<Eraser>(erasers).map((erase) => erase(id, pseudonym)))
}

/** For what is about this person alone, in words that name them. */
function remover<Row extends { _id: string; prospectId: string | null }>(model: Model<Row>): Eraser {
  return (prospectId) => {
    const theirs: Record<string, unknown> = { prospectId }
    return collectionOf(model).deleteMany(theirs as Filter<Row>, { maxTimeMS })
  }
}

async function eraseOwnEvents(id: string, pseudonym: string): Promise<void> {
  await eraseEvents({ prospectId: id }, pseudonym)
  await changeEvents({ prospectId: id }, { prospectId: null })
}

/** Takes a person out of what others did, and out of what their browsers did unnamed. Reads every event. */
export async function eraseMentions({ id, visitorIds }: { id: string; visitorIds: string[] }): Promise<void> {
  if (visitorIds.length) {
    const theirs = { $in: visitorIds }
    const unnamed = { prospectId: null, $or: [{ 'click.visitorId': theirs }, { 'visit.visitorId': theirs }] }
    await eraseEvents(unnamed, `${pseudonymOf(id)}-unnamed`)
    await collectionOf(LookBacks).deleteMany({ _id: theirs }, { maxTimeMS })
    await collectionOf(SpamCounters).deleteMany({ who: { $in: visitorIds } }, { maxTimeMS })
  }
  await changeEvents({ 'payload.otherId': id }, { 'payload.otherId': pseudonymOf(id) })
  await changeEvents({ 'click.senderId': id }, { 'click.senderId': null })
  await changeEvents({ 'click.sharerId': id }, { 'click.sharerId': null })
}

/** A click stays a click of nobody, and still counts as one of the same person. Reasons quote the browser. */
async function eraseEvents(theirs: Filter<StoredEvent>, pseudonym: string): Promise<void> {
  await changeEvents(
    { $and: [theirs, { state: { $in: ['new', 'held'] } }] },
    { state: 'planned', outcome: 'erased' },
  )
  await changeEvents({ $and: [theirs, { kind: 'sequence.entered' }] }, { 'payload.snapshot': emptyProspect })
  await changeEvents({ $and: [theirs, { replay: { $exists: true } }] }, { 'replay.snapshot': emptyProspect })
  await changeEvents(
    { $and: [theirs, { kind: 'field.changed' }] },
    { 'payload.before': null, 'payload.value': null },
  )
  await changeEvents({ $and: [theirs, { kind: 'prospect.edited' }] }, { 'payload.changes': [] })
  await changeEvents({ $and: [theirs, { kind: 'function.returned' }] }, { 'payload.changes': [] })
  await changeEvents({ $and: [theirs, { kind: 'event.received' }] }, { 'payload.properties': {} })
  await changeEvents({ $and: [theirs, { kind: 'page.viewed' }] }, noPage)
  await changeEvents({ $and: [theirs, { uniqueKey: { $type: 'string' } }] }, { uniqueKey: pseudonym })
  await changeEvents({ $and: [theirs, { 'reasons.0': { $exists: true } }] }, { reasons: [] })
  await changeEvents({ $and: [theirs, { unknownVisitor: { $exists: true } }] }, { unknownVisitor: '' })
  await changeEvents({ $and: [theirs, { click: { $type: 'object' } }] }, noSignals)
  await changeEvents(
    { $and: [theirs, { visit: { $exists: true } }] },
    { 'visit.visitorId': '', 'visit.browser': null },
  )
}

const noPage = { 'payload.url': '', 'payload.title': '', 'payload.referrer': '' }

/** Comes last, since `visitorId` may be what the events were found by. */
const noSignals = {
  'click.ip': '',
  'click.userAgent': '',
  'click.referrer': '',
  'click.acceptLanguage': '',
  'click.sessionId': null,
  'click.visitorId': null,
}

async function changeEvents(filter: Filter<StoredEvent>, values: Record<string, unknown>): Promise<void> {
  // Paths into the payload and the click, which the driver's types do not follow.
  await collectionOf(Events).updateMany(filter, { $set: values } as UpdateFilter<StoredEvent>, { maxTimeMS })
}

async function erasePlans(id: string, pseudonym: string): Promise<void> {
  const plans = collectionOf(Plans)
  await eraseAnswersInPlans(id)
  const set = { prospectId: pseudonym, snapshot: emptyProspect, settled: true, changes: [], held: [] }
  try {
    await plans.updateMany({ prospectId: id }, { $set: set }, { maxTimeMS })
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // A plan that was written late took a number again; nothing was done by it.
    await plans.deleteMany({ prospectId: id }, { maxTimeMS })
  }
}

/** What a function answered may name the person; it stands in the plans and effects that came of it. */
const answeredValues = [
  { kinds: ['field.change'], path: 'payload.value', nothing: null },
  { kinds: ['tags.add', 'tags.remove'], path: 'payload.tags', nothing: [] },
]

async function eraseAnswersInPlans(id: string): Promise<void> {
  for (const { kinds, path, nothing } of answeredValues) {
    await collectionOf(Plans).updateMany(
      { prospectId: id },
      // A path into the payload, which the driver's types do not follow.
      { $set: { [`runs.$[].effects.$[effect].${path}`]: nothing } } as UpdateFilter<Plan>,
      { arrayFilters: [{ 'effect.kind': { $in: kinds } }], maxTimeMS },
    )
  }
}

async function eraseAnswersInEffects(id: string): Promise<void> {
  for (const { kinds, path, nothing } of answeredValues) {
    await collectionOf(Effects).updateMany(
      { prospectId: id, kind: { $in: kinds } } as Filter<StoredEffect>, // kinds of effects
      { $set: { [path]: nothing } } as UpdateFilter<StoredEffect>,
      { maxTimeMS },
    )
  }
}

async function eraseRuns(id: string, pseudonym: string): Promise<void> {
  const runs = collectionOf(Runs)
  const stop = {
    status: 'cancelled' as const,
    wakeAt: null,
    'state.isCancelled': true,
    'state.timers': [],
    'state.awaiting': [],
    updatedAt: new Date(),
  }
  await runs.updateMany(
    { prospectId: id, status: { $in: ['active', 'waiting'] } },
    { $set: stop },
    { maxTimeMS },
  )
  await runs.updateMany({ prospectId: id }, { $set: { prospectId: pseudonym } }, { maxTimeMS })
}

async function eraseEffects(id: string, pseudonym: string): Promise<void> {
  const effects = collectionOf(Effects)
  const reason = { code: 'erased', message: 'The prospect was erased.' }
  await effects.updateMany(
    { prospectId: id, state: { $in: ['due', 'held'] } },
    { $set: { state: 'erased', lease: null } },
    { maxTimeMS },
  )
  await eraseAnswersInEffects(id)
  await effects.updateMany({ prospectId: id, reason: { $ne: null } }, { $set: { reason } }, { maxTimeMS })
  await effects.updateMany(
    { prospectId: id },
    { $set: { prospectId: pseudonym, before: null }, $unset: { result: true } },
    { maxTimeMS },
  )
}

async function eraseMails(id: string, pseudonym: string): Promise<void> {
  const nothing = { to: '', subject: '', html: '', text: '', headers: {}, error: null }
  await collectionOf(Mails).updateMany(
    { prospectId: id },
    { $set: { ...nothing, prospectId: pseudonym } },
    { maxTimeMS },
  )
}
