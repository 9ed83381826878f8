import { collectionOf } from '../db/collection-of'
import { Events, type StoredEvent } from '../events/stored-event'
import { now } from '../jobs/clock'
import { workspaceSettings } from '../settings/workspace-settings'
import { type Reconsidered, reconsider } from '../verdicts/reconsider'
import { releaseHeld } from './release-held'

const BATCH = 200

export const dueHolds = () => ({ state: 'held' as const, 'hold.until': { $lte: now() } })

/**
 * Ends the holds whose time is over: what still may be a person happens now, under the ids it always had. Against
 * what evidence has come stays held, with its reasons, until somebody decides (?15). @returns how many were due
 */
export async function releaseDueHolds(): Promise<number> {
  const settings = await workspaceSettings()
  let decided = 0
  for (;;) {
    const due = await collectionOf(Events).find(dueHolds(), { maxTimeMS: 10_000 }).limit(BATCH).toArray()
    if (due.length === 0) return decided
    const judged = await reconsider(due, settings)
    const fires = due.filter(({ _id }) => judged.get(_id)?.fires ?? true)
    await keepOn(
      due.filter((event) => !fires.includes(event)),
      { judged, seconds: settings.hold.suspectedSeconds },
    )
    await releaseHeld(
      fires.map(({ _id }) => _id),
      null,
    )
    decided += due.length
  }
}

type Kept = { judged: Map<string, Reconsidered>; seconds: number }

async function keepOn(events: StoredEvent[], kept: Kept): Promise<void> {
  if (events.length === 0) return
  await collectionOf(Events).bulkWrite(
    events.map((event) => ({
      updateOne: { filter: { _id: event._id, state: 'held' }, update: { $set: keptAs(event, kept) } },
    })),
    { ordered: false, maxTimeMS: 10_000 },
  )
}

/** Held for good, or for as long as a doubtful click is, counted from when it came. */
function keptAs({ _id, at, verdict, reasons }: StoredEvent, { judged, seconds }: Kept) {
  const found = judged.get(_id)
  const weighed = { verdict: found?.verdict ?? verdict, reasons: found?.reasons ?? reasons }
  if (!found?.waitsOn) return { ...weighed, outcome: 'not-human' as const, 'hold.until': null }
  const until = new Date(Math.max(at.getTime() + seconds * 1_000, now().getTime()))
  return { ...weighed, 'hold.reason': 'suspected' as const, 'hold.until': until }
}
