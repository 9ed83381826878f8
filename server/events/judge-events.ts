import { now } from '../jobs/clock'
import type { Settings } from '../settings/settings'
import { workspaceSettings } from '../settings/workspace-settings'
import { countInWindows } from '../spam/count-in-windows'
import { judgeClicks } from '../verdicts/judge-clicks'
import { judgeVisit } from '../verdicts/judge-visit'
import type { Judgement } from '../verdicts/weigh-findings'
import { type Identity, resolveIdentities } from './resolve-identity'
import type { EventOutcome, Hold, StoredEvent } from './stored-event'
import { uniqueKeyOf } from './unique-key'

/** `isFoundOut`: whose it is was found out just now, and is not written down yet. Never stored. */
export type IdentifiedEvent = StoredEvent & { isFoundOut?: boolean }

/** An event of which everything is known that has to be known before it can be planned. */
export type JudgedEvent = {
  /** With its verdict, its prospect, and why it is to be held. */
  event: IdentifiedEvent
  /** Why nothing is to be planned for it; null when it is to be planned, or held. */
  outcome: EventOutcome | null
}

/**
 * Finds out whether a person clicked (?15), who it was (?10), and whether it was too often (?1). Only a human click
 * of a known prospect leads to anything at once; a doubtful one is held, and so is one too many. The others are
 * kept with their verdict and reasons. Judging again, after a crash, comes to the same.
 */
export async function judgeEvents(events: StoredEvent[]): Promise<JudgedEvent[]> {
  const settings = await workspaceSettings()
  const judged = await withVerdicts(events, settings)
  const identified = await withIdentities(judged)
  const spam = await spamAmong(identified, settings)
  return identified.map((event) => {
    const outcome = outcomeOf(event)
    if (outcome !== null) return { event, outcome }
    const hold = spam.has(event._id) ? held('spam', null) : (event.hold ?? null)
    return { event: hold ? { ...event, hold } : event, outcome: null }
  })
}

/** A verdict that somebody has decided about stays. */
async function withVerdicts(events: StoredEvent[], settings: Settings): Promise<StoredEvent[]> {
  const clicks = events.filter(({ click, hold }) => click && !hold?.decided)
  const judgements = clicks.length ? await judgeClicks(clicks, settings) : new Map<string, Judgement>()
  return events.map((event) => {
    if (event.visit?.browser) return { ...event, ...judgeVisit(event.visit.browser, settings) }
    const judgement = judgements.get(event._id)
    if (!judgement) return event
    const { verdict, reasons, weight } = judgement
    const seconds = holdSeconds(weight, settings)
    const reason = weight === 'probable' ? 'suspected' : 'settling'
    const isHeld = weight === 'probable' || (verdict === 'human' && seconds > 0)
    const until = new Date(now().getTime() + seconds * 1_000)
    return { ...event, verdict, reasons, ...(isHeld ? { hold: held(reason, until) } : {}) }
  })
}

/** How long a click waits before it does anything, in seconds. */
function holdSeconds(weight: Judgement['weight'], { hold }: Settings): number {
  if (weight === 'probable') return hold.suspectedSeconds
  return weight === 'slight' ? Math.max(hold.earlySeconds, hold.humanSeconds) : hold.humanSeconds
}

function held(reason: Hold['reason'], until: Date | null): Hold {
  return { reason, workflowId: null, until, decided: null }
}

/** A scanner that follows somebody's link must not become known as that person. */
async function withIdentities(events: StoredEvent[]): Promise<IdentifiedEvent[]> {
  const perhapsPeople = events.filter(isPerhapsPerson)
  const identities = perhapsPeople.length
    ? await resolveIdentities(perhapsPeople)
    : new Map<string, Identity>()
  return events.map((event) => {
    const { prospectId, referrerId } = identities.get(event._id) ?? {
      prospectId: event.prospectId,
      referrerId: null,
    }
    const click: StoredEvent['click'] =
      event.click && referrerId ? { ...event.click, token: 'passed-on', sharerId: referrerId } : event.click
    return {
      ...event,
      isFoundOut: prospectId !== event.prospectId || referrerId !== null,
      prospectId,
      click,
      uniqueKey: click && uniqueKeyOf({ click, prospectId, at: event.at }),
    }
  })
}

function isPerhapsPerson({ click, visit, verdict }: StoredEvent): boolean {
  if (visit?.browser === null) return true
  return Boolean(click || visit) && (verdict === 'human' || verdict === 'suspected')
}

function outcomeOf({ click, visit, verdict, prospectId, hold }: StoredEvent): EventOutcome | null {
  const isDoubtful = (click !== null || Boolean(visit?.browser)) && verdict !== 'human'
  if (isDoubtful && (!hold || prospectId === null)) return 'not-human'
  return prospectId === null ? 'anonymous' : null
}

/**
 * Counts what would do something now, and answers which were one too many. Doubtful clicks are counted when they
 * are released, and what a person released as no spam is not counted against them again.
 */
async function spamAmong(events: StoredEvent[], settings: Settings): Promise<Set<string>> {
  const counted = events.filter(
    ({ click, verdict, hold }) =>
      click && (hold ? hold.decided !== null && hold.reason !== 'spam' : verdict === 'human'),
  )
  const counts = await countInWindows(
    counted.map(({ _id, at, click, prospectId, linkId }) => ({
      id: _id,
      at,
      channel: 'clicks',
      host: { kind: 'link', id: linkId ?? '' },
      who: prospectId ?? click?.visitorId ?? null,
      ip: click?.ip ?? '',
    })),
    settings,
  )
  return new Set([...counts].flatMap(([id, { isSuppressed }]) => (isSuppressed ? [id] : [])))
}
