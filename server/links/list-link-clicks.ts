import { z } from 'zod'
import { nameActors } from '../auth/name-actors'
import { keysetPage, type Page, type PageInput, pageSchema } from '../db/keyset-page'
import {
  clickSignalsSchema,
  Events,
  type StoredEvent,
  type Verdict,
  verdictSchema,
} from '../events/stored-event'
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
  token: clickSignalsSchema.shape.token.nullable(),
  senderId: z.string().nullable(),
  sharerId: z.string().nullable(),
  /** Who sent the link to whom it was made for: the user responsible for the visit (IM-9, ?19). */
  sender: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Who passed the link on to the one who clicked (?19). */
  sharer: z.object({ id: z.string(), name: z.string() }).nullable(),
  userAgent: z.string().nullable(),
  referrer: z.string().nullable(),
  /** The path that was asked for, without the token (TR-5). */
  path: z.string().nullable(),
})
export type LinkClick = z.infer<typeof linkClickSchema>

export const listLinkClicksSchema = pageSchema.extend({
  /** Only those that were judged so; all when left out. */
  verdict: verdictSchema.optional(),
})
type Wanted = PageInput & { verdict?: Verdict | undefined }

/**
 * Every click of a link, the newest first, whatever was thought of it (IR-9, ?15).
 * @throws AppError 'not-found'
 */
export async function listLinkClicks(linkId: string, { verdict, ...page }: Wanted): Promise<Page<LinkClick>> {
  await findLink(linkId)
  const filter = { linkId, ...(verdict && { verdict }) }
  const { items, next } = await keysetPage(Events, { ...page, filter, by: 'at' })
  const doubted = items.filter(({ verdict, outcome }) => verdict !== 'human' && outcome === null)
  const senderIds = items.flatMap(({ click }) => click?.senderId ?? [])
  const [prospects, users, done] = await Promise.all([
    nameProspects(items.flatMap(({ prospectId, click }) => [prospectId ?? [], click?.sharerId ?? []].flat())),
    senderIds.length ? nameActors(senderIds) : new Map<string, string>(),
    doneByEvents(doubted.map(({ _id }) => _id)),
  ])
  return {
    items: items.map((event) => toLinkClick(event, { prospects, users, done: done.get(event._id) ?? [] })),
    next,
  }
}

type Known = { prospects: Map<string, NamedProspect>; users: Map<string, string>; done: string[] }

function toLinkClick(event: StoredEvent, { prospects, users, done }: Known): LinkClick {
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
    sender: click?.senderId ? { id: click.senderId, name: users.get(click.senderId) ?? FORMER_USER } : null,
    sharer: sharerOf(click?.sharerId, prospects),
    userAgent: click?.userAgent ?? null,
    referrer: click?.referrer ?? null,
    path: click?.path ?? null,
  }
}

function sharerOf(id: string | null | undefined, prospects: Map<string, NamedProspect>) {
  return id ? { id, name: prospects.get(id)?.name ?? 'Deleted prospect' } : null
}

/** Stands for a sender who has no account any more. */
export const FORMER_USER = 'Former user'
