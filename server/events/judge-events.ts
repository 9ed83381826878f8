import { judgeClick } from './judge-click'
import { resolveIdentities } from './resolve-identity'
import type { EventOutcome, StoredEvent } from './stored-event'
import { uniqueKeyOf } from './unique-key'

/** An event of which everything is known that has to be known before it can be planned. */
export type JudgedEvent = {
  event: StoredEvent
  /** Why nothing is to be planned for it; null when it is to be planned. */
  outcome: EventOutcome | null
}

/**
 * Finds out whether a person clicked (?15) and who it was (?10). Only a human click of a known prospect leads to
 * anything; the others are kept with their verdict and reasons.
 */
export async function judgeEvents(events: StoredEvent[]): Promise<JudgedEvent[]> {
  const judged = events.map((event) => (event.click ? { ...event, ...judgeClick(event.click) } : event))
  // A scanner that follows somebody's link must not become known as that person.
  const perhapsPeople = judged.filter(
    ({ click, verdict }) => click && (verdict === 'human' || verdict === 'suspected'),
  )
  const identities = perhapsPeople.length ? await resolveIdentities(perhapsPeople) : new Map<string, null>()
  return judged.map((event) => identified(event, event.prospectId ?? identities.get(event._id) ?? null))
}

function identified(judged: StoredEvent, prospectId: string | null): JudgedEvent {
  const { click, at, verdict } = judged
  const event = { ...judged, prospectId, uniqueKey: click && uniqueKeyOf({ click, prospectId, at }) }
  if (click && verdict !== 'human') return { event, outcome: 'not-human' }
  return { event, outcome: prospectId === null ? 'anonymous' : null }
}
