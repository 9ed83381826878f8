import { collectionOf } from '../db/collection-of'
import { idsOf } from '../prospects/merge/where-merged'
import type { Prospect } from '../prospects/prospect'
import type { ExecutableVersion } from './executable-versions'
import { Runs } from './run'

/**
 * When prospects, or somebody who was merged into them, last started those of these workflows that do not take
 * everybody every time, by prospect and workflow.
 */
export async function lastEntries(
  prospects: Pick<Prospect, '_id' | 'mergedFrom'>[],
  versions: ReadonlyMap<string, ExecutableVersion>,
): Promise<Map<string, Map<string, Date>>> {
  const entries = new Map<string, Map<string, Date>>()
  const workflowIds = selectiveWorkflows(versions)
  if (workflowIds.length === 0) return entries
  const survivors = new Map(prospects.flatMap((one) => idsOf(one).map((id) => [id, one._id] as const)))
  const rows = collectionOf(Runs).aggregate<{ _id: { prospectId: string; workflowId: string }; at: Date }>(
    [
      { $match: { prospectId: { $in: [...survivors.keys()] }, workflowId: { $in: workflowIds } } },
      {
        $group: {
          _id: { prospectId: '$prospectId', workflowId: '$workflowId' },
          at: { $max: '$startedAt' },
        },
      },
    ],
    { maxTimeMS: 10_000 },
  )
  for await (const { _id, at } of rows) {
    const prospectId = survivors.get(_id.prospectId) ?? _id.prospectId
    const own = entries.get(prospectId) ?? new Map<string, Date>()
    const known = own.get(_id.workflowId)
    entries.set(prospectId, own.set(_id.workflowId, known && known > at ? known : at))
  }
  return entries
}

/** Workflows that look at whether somebody was in them before. */
function selectiveWorkflows(versions: ReadonlyMap<string, ExecutableVersion>): string[] {
  const selective = [...versions.values()].filter(
    ({ workflow }) => workflow.settings.reentry.mode !== 'always',
  )
  return [...new Set(selective.map(({ workflowId }) => workflowId))]
}
