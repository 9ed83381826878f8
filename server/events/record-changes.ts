import { changesBetween } from '@/workflows/changes'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../db/collection-of'
import { derivedId } from '../db/new-id'
import { groupBy } from '../group-by'
import { executableVersions } from '../runs/executable-versions'
import { liveState } from '../runs/planning-state'
import { Runs } from '../runs/run'
import { inboxEvent, insertEvents } from './record-event'
import type { StoredEvent } from './stored-event'

/**
 * Tells what changed when a person, the API or an import changed a prospect (IF-13), as far as a live workflow or
 * one of the prospect's open runs listens for it. Changes by effects are told by their plan instead.
 */
export async function recordChanges(
  prospectId: string,
  before: ProspectSnapshot,
  after: ProspectSnapshot,
): Promise<void> {
  await insertEvents(await changeEvents([{ prospectId, before, after }]))
}

type Changed = {
  prospectId: string
  before: ProspectSnapshot
  after: ProspectSnapshot
  /** Where the ids of its events come from, so that telling again is harmless; left out, they are new. */
  cause?: string
}

/** The events of several changed prospects that somebody listens for; not recorded yet. */
export async function changeEvents(changed: Changed[]): Promise<StoredEvent[]> {
  const told = changed
    .map((one) => ({ ...one, changes: changesBetween(one.before, one.after) }))
    .filter(({ changes }) => changes.length > 0)
  if (told.length === 0) return []
  const listened = await listenedKinds(told.map(({ prospectId }) => prospectId))
  return told.flatMap(({ prospectId, changes, cause }) =>
    changes
      .map((payload, index) => ({ payload, ...(cause && { id: derivedId(cause, index) }) }))
      .filter(({ payload }) => listened.isHeard(prospectId, payload.kind))
      .map(({ payload, ...id }) => inboxEvent(payload, { prospectId, ...id })),
  )
}

type Listened = { isHeard: (prospectId: string, kind: EventKind) => boolean }
type EventKind = StoredEvent['payload']['kind']

/** Which kinds of events live workflows, and the open runs of each prospect, listen for. */
async function listenedKinds(prospectIds: string[]): Promise<Listened> {
  const [{ live }, open] = await Promise.all([
    liveState(),
    collectionOf(Runs)
      .find(
        { prospectId: { $in: prospectIds }, status: { $in: ['active', 'waiting'] } },
        { projection: { prospectId: 1, versionId: 1 }, maxTimeMS: 5_000 },
      )
      .toArray(),
  ])
  const versions = await executableVersions([...live, ...open].map(({ versionId }) => versionId))
  const isListening = (versionId: string, kind: EventKind) =>
    versions.get(versionId)?.workflow.listens.has(kind) ?? false
  const runs = groupBy(open, ({ prospectId }) => prospectId)
  return {
    isHeard: (prospectId, kind) =>
      [...live, ...(runs.get(prospectId) ?? [])].some(({ versionId }) => isListening(versionId, kind)),
  }
}
