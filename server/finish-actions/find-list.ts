import { readDocument } from '@/workflows/document/read-document'
import { type FinishAction, finishActionsOf } from '@/workflows/finish-actions'
import type { FinishActionHost } from '@/workflows/hosts'
import { collectionOf } from '../db/collection-of'
import { derivedId } from '../db/new-id'
import { type Version, Versions } from '../workflows/version'
import { type Workflow, Workflows } from '../workflows/workflow'

/** The revision of a list that was never saved. */
export const firstRevision = 1

/** The id of the workflow that a host's list is kept in: the same for ever, so that it is made only once. */
export function listIdOf({ kind, id, on }: FinishActionHost): string {
  return derivedId('finish-actions', kind, id, on)
}

/** The workflow of a host's list, or null when nothing was ever saved. */
export async function findList(host: FinishActionHost): Promise<Workflow | null> {
  return Workflows.findOne({ _id: listIdOf(host) }).lean()
}

/** The entries of a stored list. A stored list was judged when it was saved, so it is readable. */
export function entriesOf(list: Workflow): FinishAction[] {
  const read = readDocument(list.draft)
  if (!read.ok) throw new Error(`finish action list ${list._id}: ${read.message}`)
  return finishActionsOf(read.document)
}

export type CurrentVersion = Pick<Version, 'number' | 'hash' | 'publishedAt' | 'publishedBy'>

/**
 * The version that a list stands at, or null when it was never published. An emptied list has no live version, since
 * nothing is to happen; it stands at the last version that holds only the goal.
 */
export async function currentVersion(list: Workflow): Promise<CurrentVersion | null> {
  const which = list.live ? { _id: list.live.versionId } : { 'document.nodes': { $size: 1 } }
  return collectionOf(Versions).findOne(
    { workflowId: list._id, ...which },
    {
      projection: { number: 1, hash: 1, publishedAt: 1, publishedBy: 1 },
      sort: { number: -1 },
      maxTimeMS: 5_000,
    },
  )
}
