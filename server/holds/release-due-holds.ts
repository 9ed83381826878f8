import { collectionOf } from '../db/collection-of'
import { Events, type StoredEvent } from '../events/stored-event'
import { now } from '../jobs/clock'
import { workspaceSettings } from '../settings/workspace-settings'
import { reconsider } from '../verdicts/reconsider'
import { releaseHeld } from './release-held'

const BATCH = 200

/**
 * Ends the holds whose time is over: what still may be a person happens now, under the ids it always had. Against
 * what evidence has come stays held, with its reasons, until somebody decides (?15). @returns how many were due
 */
export async function releaseDueHolds(): Promise<number> {
  const settings = await workspaceSettings()
  let decided = 0
  for (;;) {
    const due = await collectionOf(Events)
      .find({ state: 'held', 'hold.until': { $lte: now() } }, { maxTimeMS: 10_000 })
      .limit(BATCH)
      .toArray()
    if (due.length === 0) return decided
    const judged = await reconsider(due, settings)
    const fires = due.filter(({ _id }) => judged.get(_id)?.fires ?? true)
    await keepBack(
      due.filter((event) => !fires.includes(event)),
      judged,
    )
    await releaseHeld(
      fires.map(({ _id }) => _id),
      null,
    )
    decided += due.length
  }
}

async function keepBack(events: StoredEvent[], judged: Awaited<ReturnType<typeof reconsider>>) {
  if (events.length === 0) return
  await collectionOf(Events).bulkWrite(
    events.map(({ _id, verdict, reasons }) => ({
      updateOne: {
        filter: { _id, state: 'held' },
        update: {
          $set: {
            outcome: 'not-human',
            verdict: judged.get(_id)?.verdict ?? verdict,
            reasons: judged.get(_id)?.reasons ?? reasons,
            'hold.until': null,
          },
        },
      },
    })),
    { ordered: false, maxTimeMS: 10_000 },
  )
}
