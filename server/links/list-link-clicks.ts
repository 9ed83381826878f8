import { z } from 'zod'
import { keysetPage, type Page, type PageInput } from '../db/keyset-page'
import { Events, type StoredEvent, verdictSchema } from '../events/stored-event'
import { holdStateOf, holdStateSchema } from '../holds/hold-state'
import { type NamedProspect, nameProspects } from '../prospects/name-prospects'
import { doneByEvents } from '../verdicts/done-by-events'
import { findLink } from './load-link'

export const linkClickSchema = z.object({
  id: z.string(),
  at: z.date(),
  /** Null when nobody is known to have clicked. */
  prospect: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  /** Null until the click has been judged, within a second. */
  verdict: verdictSchema.nullable(),
  reasons: z.array(z.string()),
  /** Why no run was touched, as a code; null when one was. */
  outcome: z.string().nullable(),
  /** Null when it never was held. */
  hold: holdStateSchema.nullable(),
  /** What a click that is not thought to be a person’s (any more) had done, a sentence each; it stays done. */
  done: z.array(z.string()),
  token: z.enum(['none', 'valid', 'invalid']).nullable(),
  senderId: z.string().nullable(),
  sharerId: z.string().nullable(),
  userAgent: z.string().nullable(),
  referrer: z.string().nullable(),
  /** The path that was asked for, without the token (TR-5). */
  path: z.string().nullable(),
})
export type LinkClick = z.infer<typeof linkClickSchema>

/**
 * Every click of a link, the newest first, whatever was thought of it (IR-9, ?15).
 * @throws AppError 'not-found'
 */
export async function listLinkClicks(linkId: string, page: PageInput): Promise<Page<LinkClick>> {
  await findLink(linkId)
  const { items, next } = await keysetPage(Events, { ...page, filter: { linkId }, by: 'at' })
  const doubted = items.filter(({ verdict, outcome }) => verdict !== 'human' && outcome === null)
  const [prospects, done] = await Promise.all([
    nameProspects(items.flatMap(({ prospectId }) => prospectId ?? [])),
    doneByEvents(doubted.map(({ _id }) => _id)),
  ])
  return {
    items: items.map((event) => toLinkClick(event, prospects, done.get(event._id) ?? [])),
    next,
  }
}

function toLinkClick(event: StoredEvent, prospects: Map<string, NamedProspect>, done: string[]): LinkClick {
  const { _id, at, prospectId, verdict, reasons, outcome, click } = event
  return {
    id: _id,
    at,
    prospect: (prospectId && prospects.get(prospectId)) || null,
    verdict,
    reasons,
    outcome,
    hold: holdStateOf(event),
    done,
    token: click?.token ?? null,
    senderId: click?.senderId ?? null,
    sharerId: click?.sharerId ?? null,
    userAgent: click?.userAgent ?? null,
    referrer: click?.referrer ?? null,
    path: click?.path ?? null,
  }
}
