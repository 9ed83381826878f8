import { collectionOf } from '../db/collection-of'
import type { Version } from './version'
import { Workflows } from './workflow'

type SetLive = {
  workflowId: string
  version: Pick<Version, '_id' | 'number' | 'hash' | 'publishedAt'>
  /** The revision of the draft the version was made of. */
  liveRevision: number
}

/**
 * Points a workflow to a version, unless it already points to that one or a later one; so doing it again, late or
 * beside a later publisher, is harmless.
 */
export async function setLive({ workflowId, version, liveRevision }: SetLive): Promise<void> {
  const { _id, number, hash, publishedAt } = version
  await collectionOf(Workflows).updateOne(
    { _id: workflowId, archivedAt: null, $or: [{ live: null }, { 'live.number': { $lt: number } }] },
    { $set: { live: { versionId: _id, number, hash, publishedAt }, liveRevision, updatedAt: new Date() } },
  )
}
