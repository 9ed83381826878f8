import { changesBetween } from '@/workflows/changes'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../db/collection-of'
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
  const changes = changesBetween(before, after)
  if (changes.length === 0) return
  const listened = await listenedKinds(prospectId)
  const events = changes.filter(({ kind }) => listened.has(kind))
  await insertEvents(events.map((payload) => inboxEvent(payload, { prospectId })))
}

async function listenedKinds(prospectId: string): Promise<Set<StoredEvent['payload']['kind']>> {
  const [{ live }, open] = await Promise.all([
    liveState(),
    collectionOf(Runs)
      .find(
        { prospectId, status: { $in: ['active', 'waiting'] } },
        { projection: { versionId: 1 }, maxTimeMS: 5_000 },
      )
      .toArray(),
  ])
  const versions = await executableVersions([...live, ...open].map(({ versionId }) => versionId))
  return new Set([...versions.values()].flatMap(({ workflow }) => [...workflow.listens]))
}
