import { z } from 'zod'
import { canParseUrl } from '@/workflows/can-parse-url'
import type { EventPayload } from '@/workflows/events'
import { laneOf } from '../events/lane-of'
import { inboxEvent } from '../events/record-event'
import type { StoredEvent } from '../events/stored-event'
import { HANDED_OVER } from './hand-over'
import type { Whom } from './visit-token'

const url = z.string().max(2048).refine(isWebAddress, 'Use the address of a web page')
const told = {
  /** The id that the page keeps for this visitor: 24 hex digits. */
  visitor: z.string().regex(/^[0-9a-f]{24}$/, 'Use 24 hex digits'),
  /** Who it is, signed: what a link handed over, or what the page knows. */
  token: z.string().max(200).optional(),
  url,
}

/** What the tracker script sends to `POST /t`. Whatever else it says is refused. */
export const trackerEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('page'),
    ...told,
    title: z.string().max(500).default(''),
    referrer: z.string().max(2048).default(''),
  }),
  z.strictObject({
    kind: z.literal('event'),
    ...told,
    type: z.string().trim().min(1).max(200),
    properties: z
      .record(z.string().max(100), z.json())
      .refine((properties) => JSON.stringify(properties).length <= 10_000, 'At most 10,000 characters')
      .default({}),
  }),
])
export type TrackerEvent = z.infer<typeof trackerEventSchema>

type Circumstances = { whom: Whom | null; ip: string; userAgent: string; origin: string | undefined }

/** The inbox document of what a page told. A signed token says who it was; the page's own visitor id does not. */
export function trackedEvent(
  told: TrackerEvent,
  { whom, ip, userAgent, origin }: Circumstances,
): StoredEvent {
  const prospectId = whom && 'prospectId' in whom ? whom.prospectId : null
  const visitorId = whom && 'visitorId' in whom ? whom.visitorId : told.visitor
  return {
    ...inboxEvent(payloadOf(told), { prospectId, at: new Date() }),
    lane: laneOf(prospectId ?? visitorId),
    visit: {
      visitorId,
      browser: { ip, userAgent: userAgent.slice(0, 512) },
      origin: originOf(origin ?? '') ?? originOf(told.url),
    },
  }
}

function payloadOf(told: TrackerEvent): EventPayload {
  if (told.kind === 'event') return { kind: 'event.received', type: told.type, properties: told.properties }
  const { title, referrer } = told
  return { kind: 'page.viewed', url: withoutHandover(told.url), title, referrer: withoutHandover(referrer) }
}

/** An address as it may be kept: what was handed over in it is a secret for a day. */
function withoutHandover(address: string): string {
  return address.replace(new RegExp(`([?&])${HANDED_OVER}=[^&#]*(&?)`, 'g'), (_, before, after) =>
    after ? before : '',
  )
}

function isWebAddress(address: string): boolean {
  return originOf(address) !== null
}

function originOf(address: string): string | null {
  if (!canParseUrl(address)) return null
  const { protocol, origin } = new URL(address)
  return /^https?:$/.test(protocol) && origin.length <= 300 ? origin : null
}
