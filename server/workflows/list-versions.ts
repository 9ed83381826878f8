import { nameActors } from '../auth/name-actors'
import { Runs } from '../runs/run'
import { findWorkflow } from './find-workflow'
import { Versions } from './version'

export type ListedVersion = {
  number: number
  hash: string
  publishedAt: Date
  publishedBy: string
  isLive: boolean
  /** How many runs were started on it. */
  runs: number
}

/**
 * Every published version of a workflow, the newest first.
 * @throws AppError 'not-found'
 */
export async function listVersions(workflowId: string): Promise<ListedVersion[]> {
  const { live } = await findWorkflow(workflowId)
  const versions = await Versions.find({ workflowId }, { document: 0, messages: 0 })
    .sort({ number: -1 })
    .limit(500)
    .lean()
  const [names, runs] = await Promise.all([
    nameActors(versions.map(({ publishedBy }) => publishedBy)),
    countRuns(workflowId),
  ])
  return versions.map(({ _id, number, hash, publishedAt, publishedBy }) => ({
    number,
    hash,
    publishedAt,
    publishedBy: names.get(publishedBy) ?? 'Someone who left',
    isLive: live?.versionId === _id,
    runs: runs.get(_id) ?? 0,
  }))
}

async function countRuns(workflowId: string): Promise<Map<string, number>> {
  const rows = await Runs.aggregate<{ _id: string; count: number }>([
    { $match: { workflowId } },
    { $group: { _id: '$versionId', count: { $sum: 1 } } },
  ]).option({ maxTimeMS: 10_000 })
  return new Map(rows.map(({ _id, count }) => [_id, count]))
}
