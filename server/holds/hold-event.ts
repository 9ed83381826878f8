import { type ProspectSnapshot, takeSnapshot } from '@/workflows/prospect-snapshot'
import type { EventOutcome, StoredEvent } from '../events/stored-event'

/** What an event finds when it is held back instead of planned. */
type Found = {
  prospect: ProspectSnapshot
  live: { workflowId: string; versionId: string }[]
  at: Date
}

/** True for an event that was judged to be held, and about which nobody has decided yet. */
export function isToHold({ hold }: StoredEvent): boolean {
  return hold !== undefined && hold.decided === null
}

/** Keeps with an event what it found, so that it can happen later as if it happened now (IR-13, ?14). */
export function holdEvent(
  { hold }: StoredEvent,
  { prospect, live, at }: Found,
): { outcome: EventOutcome | null; held: Pick<StoredEvent, 'hold' | 'replay'> } {
  return {
    outcome: hold?.reason === 'spam' ? 'spam' : null,
    held: { hold, replay: { at, snapshot: takeSnapshot(prospect), versions: live } },
  }
}
