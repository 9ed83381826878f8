import { z } from 'zod'
import { eventPayloadSchema } from '@/workflows/events'
import { prospectSnapshotSchema } from '@/workflows/prospect-snapshot'
import { defineCollection } from '../db/define-collection'

/** What the web process saw of a click; verdicts are made of it later, never before the answer. */
export const clickSignalsSchema = z.object({
  slug: z.string(),
  /**
   * `shared`: valid, names who shares the address and no recipient. `passed-on`: valid, but opened on the device of
   * somebody else; its recipient is the sharer then.
   */
  token: z.enum(['none', 'valid', 'invalid', 'shared', 'passed-on']),
  senderId: z.string().nullable(),
  sharerId: z.string().nullable(),
  sessionId: z.string().nullable(),
  visitorId: z.string().nullable(),
  ip: z.string(),
  userAgent: z.string(),
  referrer: z.string(),
  acceptLanguage: z.string(),
  /** Tracked URL path as it was asked for, without the token (TR-5). */
  path: z.string(),
})
export type ClickSignals = z.infer<typeof clickSignalsSchema>

/** Where an event came from that a tracked page, or another system that knows a session, told of. */
export const visitSchema = z.object({
  /** The visitor or session id it named. */
  visitorId: z.string(),
  /** Null when another system told of it: there is no browser to judge then. */
  browser: z.object({ ip: z.string(), userAgent: z.string() }).nullable(),
  /** The origin of the page, such as `https://example.com`. */
  origin: z.string().nullable(),
})

export const verdictSchema = z.enum(['human', 'suspected', 'bot', 'prefetch'])
export type Verdict = z.infer<typeof verdictSchema>

export const eventOutcomeSchema = z.enum([
  'anonymous', // nobody knows who it was
  'not-human', // a verdict other than human
  'no-live-goal', // nothing live waits for it (?16)
  'not-live', // its workflow has no live version, or the node is gone
  'outdated', // the run no longer stands where the event would find it
  'erased', // the prospect is gone
  'spam', // too many in a short time from one address and person (?1-?5); held, and can be released
  'reentry', // its workflow does not take this prospect again, or not yet
  'loop', // caused by actions that caused each other, too many in a row (?22)
  'discarded', // held, and then somebody decided against it
  'quarantined', // planning failed again and again; the log says why
])
export type EventOutcome = z.infer<typeof eventOutcomeSchema>

export const holdReasonSchema = z.enum([
  'spam', // more than the limit in a window (?1-?5)
  'suspected', // perhaps no person clicked; fired later unless evidence comes
  'settling', // a person's click that waits a moment for evidence (off by default)
  'paused', // its workflow is paused
])
export type HoldReason = z.infer<typeof holdReasonSchema>

export const holdSchema = z.object({
  reason: holdReasonSchema,
  /** The paused workflow; null when the whole event is held. */
  workflowId: z.string().nullable(),
  /** When it is released by itself; null: by somebody only. */
  until: z.date().nullable(),
  /** Who released or discarded it, and when; null while it is held. `by` null: by itself. */
  decided: z.object({ by: z.string().nullable(), at: z.date() }).nullable(),
})
export type Hold = z.infer<typeof holdSchema>

/** The prospect, and the versions that were live, at the moment an event was held back. */
export const replaySchema = z.object({
  /** When it was held back: runs that began later are none of its business. */
  at: z.date(),
  snapshot: prospectSnapshotSchema,
  /** The versions that were live then. */
  versions: z.array(z.object({ workflowId: z.string(), versionId: z.string() })),
})

/**
 * The inbox and, once planned, the activity of prospects. The web process makes the id before its first try,
 * so writing again is harmless. `state: new` waits for planning; `lane` spreads prospects over workers.
 */
export const storedEventSchema = z.object({
  _id: z.string(),
  kind: z.string(),
  /** The executor's part of the event. */
  payload: eventPayloadSchema,
  /** When it happened, by the clock of the process that saw it. */
  at: z.date(),
  /** Null for anonymous events: recorded and judged, but nothing is planned for them. */
  prospectId: z.string().nullable(),
  lane: z.number().int(),
  state: z.enum(['new', 'held', 'planned']),
  /** Copies of payload ids for indexes. */
  linkId: z.string().nullable(),
  messageId: z.string().nullable(),
  click: clickSignalsSchema.nullable(),
  /** Absent when no tracked page told of it. */
  visit: visitSchema.optional(),
  /** The visitor whom nobody knew when it was judged; absent when somebody did, or since it is known. */
  unknownVisitor: z.string().optional(),
  /** When it became known whose it was, after it had been planned for nobody; absent: it was known at once. */
  attributedAt: z.date().optional(),
  verdict: verdictSchema.nullable(),
  reasons: z.array(z.string()),
  /** Unique-click key (?9): prospect, else visitor, else hash(ip, user agent, day); null when not a click. */
  uniqueKey: z.string().nullable(),
  /** Why nothing was planned, as a code; null when runs were. */
  outcome: eventOutcomeSchema.nullable(),
  /** The effect that made this event, for chains of cause (?22). */
  causedBy: z.string().nullable(),
  /** How many events of actions led to this one, each caused by the one before; absent: none. */
  depth: z.number().int().optional(),
  /** Why it is held back, or was; it stays releasable for as long as its state is `held`. */
  hold: holdSchema.optional(),
  /** What it found when it first arrived: it is planned with these, whenever that is (?14, IR-13). */
  replay: replaySchema.optional(),
  /** What planning it came to: 1 when its worker ended meanwhile, 3 when it failed; absent: 0. Quarantined at 15 (I21). */
  attempts: z.number().int().optional(),
})
export type StoredEvent = z.infer<typeof storedEventSchema>

/** Any text. Unlike `$type`, the query planner takes an equality to be part of it; and every index costs each click. */
const present = { $gt: '' }

export const Events = defineCollection('events', storedEventSchema, [
  { key: { lane: 1, at: 1, _id: 1 }, partialFilterExpression: { state: 'new' }, name: 'inbox' },
  {
    key: { prospectId: 1, at: -1, _id: -1 },
    partialFilterExpression: { prospectId: present },
    name: 'of-prospect',
  },
  { key: { linkId: 1, at: -1, _id: -1 }, partialFilterExpression: { linkId: present }, name: 'of-link' },
  { key: { messageId: 1, at: -1 }, partialFilterExpression: { messageId: present }, name: 'of-message' },
  { key: { at: -1, _id: -1 }, partialFilterExpression: { state: 'held' }, name: 'held' },
  {
    key: { 'hold.decided.at': -1, _id: -1 },
    partialFilterExpression: { 'hold.decided.at': { $gt: new Date(0) } },
    name: 'decided',
  },
  { key: { at: -1, _id: -1 }, partialFilterExpression: { outcome: 'quarantined' }, name: 'quarantined' },
  { key: { 'hold.until': 1 }, partialFilterExpression: { state: 'held' }, name: 'held-until' },
  { key: { 'hold.workflowId': 1 }, partialFilterExpression: { state: 'held' }, name: 'held-in-pause' },
  {
    key: { linkId: 1, verdict: 1, uniqueKey: 1 },
    partialFilterExpression: { uniqueKey: present },
    name: 'judged',
  },
  {
    key: { 'click.sharerId': 1, at: -1, _id: -1 },
    partialFilterExpression: { 'click.sharerId': present },
    name: 'shared',
  },
  // Written when an event is judged, never in front of an answer.
  {
    key: { unknownVisitor: 1 },
    partialFilterExpression: { unknownVisitor: present },
    name: 'unknown-visitor',
  },
  {
    key: { 'visit.origin': 1, at: -1 },
    partialFilterExpression: { 'visit.origin': present },
    name: 'of-origin',
  },
])

/** What waits to be planned. It names lanes, all of them, since only then the inbox's own index answers. */
export const inInbox = { state: 'new' as const, lane: { $gte: 0 } }
