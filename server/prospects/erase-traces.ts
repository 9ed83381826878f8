import type { Filter, UpdateFilter } from 'mongodb'
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
import { pseudonymOf } from './tombstone'

const maxTimeMS = 60_000

/** Takes a person out of everything that is known as theirs. Any number of times leads to the same. */
export async function eraseTraces(id: string): Promise<void> {
  const pseudonym = pseudonymOf(id)
  await eraseEvents({ prospectId: id }, pseudonym)
  await changeEvents({ prospectId: id }, { prospectId: null })
  await Promise.all([
    erasePlans(id, pseudonym),
    eraseRuns(id, pseudonym),
    eraseEffects(id, pseudonym),
    eraseMails(id, pseudonym),
    eraseDeliveries(id, pseudonym),
    deleteRecords(id),
    collectionOf(SpamCounters).deleteMany({ who: id }, { maxTimeMS }),
  ])
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

/** What is about this person alone, in words that name them. */
async function deleteRecords(prospectId: string): Promise<void> {
  await Promise.all([
    collectionOf(Tasks).deleteMany({ prospectId }, { maxTimeMS }),
    collectionOf(Leads).deleteMany({ prospectId }, { maxTimeMS }),
    collectionOf(Memberships).deleteMany({ prospectId }, { maxTimeMS }),
    collectionOf(Notifications).deleteMany({ prospectId }, { maxTimeMS }),
  ])
}
