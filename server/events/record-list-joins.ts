import { collectionOf } from '../db/collection-of'
import { executableVersions } from '../runs/executable-versions'
import { liveState } from '../runs/planning-state'
import { Runs } from '../runs/run'
import { inboxEvent, insertEvents } from './record-event'

export type ListJoin = { id: string; prospectId: string; listId: string }

/**
 * Tells that prospects joined lists by themselves, as far as a live workflow or one of their open runs listens for it.
 * Each has the id of its event, so telling it again changes nothing.
 */
export async function recordListJoins(joins: ListJoin[]): Promise<void> {
  if (joins.length === 0) return
  const listening = await prospectsWhoseRunsListen(joins.map(({ prospectId }) => prospectId))
  const told = joins.filter(({ prospectId }) => listening === 'all' || listening.has(prospectId))
  await insertEvents(
    told.map(({ id, prospectId, listId }) => inboxEvent({ kind: 'list.joined', listId }, { prospectId, id })),
  )
}

async function prospectsWhoseRunsListen(prospectIds: string[]): Promise<'all' | Set<string>> {
  const { live } = await liveState()
  const liveVersions = await executableVersions(live.map(({ versionId }) => versionId))
  if ([...liveVersions.values()].some(({ workflow }) => workflow.listens.has('list.joined'))) return 'all'
  const open = await collectionOf(Runs)
    .find(
      { prospectId: { $in: prospectIds }, status: { $in: ['active', 'waiting'] } },
      { projection: { prospectId: 1, versionId: 1 }, maxTimeMS: 10_000 },
    )
    .toArray()
  const versions = await executableVersions(open.map(({ versionId }) => versionId))
  const listens = ({ versionId }: { versionId: string }) =>
    versions.get(versionId)?.workflow.listens.has('list.joined') ?? false
  return new Set(open.filter(listens).map(({ prospectId }) => prospectId))
}
