import { z } from 'zod'
import { eventPayloadSchema } from '@/workflows/events'
import { defineCollection } from '../db/define-collection'

/** What the web process saw of a click; verdicts are made of it later, never before the answer. */
export const clickSignalsSchema = z.object({
  slug: z.string(),
  token: z.enum(['none', 'valid', 'invalid']),
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

export const verdictSchema = z.enum(['human', 'suspected', 'bot', 'prefetch'])
export type Verdict = z.infer<typeof verdictSchema>

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
  state: z.enum(['new', 'planned']),
  /** Copies of payload ids for indexes. */
  linkId: z.string().nullable(),
  messageId: z.string().nullable(),
  click: clickSignalsSchema.nullable(),
  verdict: verdictSchema.nullable(),
  reasons: z.array(z.string()),
  /** Unique-click key (?9): prospect, else visitor, else hash(ip, user agent, day); null when not a click. */
  uniqueKey: z.string().nullable(),
  /** Why nothing was planned, as a code: `anonymous`, `not-human`, `no-live-goal`, `erased`; null when runs were. */
  outcome: z.string().nullable(),
  /** The effect that made this event, for chains of cause (?22). */
  causedBy: z.string().nullable(),
})
export type StoredEvent = z.infer<typeof storedEventSchema>

export const Events = defineCollection('events', storedEventSchema, [
  { key: { lane: 1, at: 1, _id: 1 }, partialFilterExpression: { state: 'new' }, name: 'inbox' },
  { key: { prospectId: 1, at: -1, _id: -1 } },
  { key: { linkId: 1, at: -1, _id: -1 }, partialFilterExpression: { linkId: { $type: 'string' } } },
  { key: { linkId: 1, verdict: 1, uniqueKey: 1 }, partialFilterExpression: { linkId: { $type: 'string' } } },
  { key: { at: -1, _id: -1 } },
])
