import { z } from 'zod'
import { escapeRegExp } from '../db/escape-reg-exp'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { Runs } from '../runs/run'
import { Workflows } from './workflow'

export const listWorkflowsSchema = pageSchema.extend({ search: z.string().trim().max(200).optional() })

export type ListedWorkflow = {
  id: string
  name: string
  live: { number: number; publishedAt: Date } | null
  isPaused: boolean
  hasUnpublishedChanges: boolean
  runs: { active: number; waiting: number; finished: number }
  updatedAt: Date
}

/** Workflows that somebody draws and that are not archived, the last changed first, with how many prospects are in them. */
export async function listWorkflows({
  search,
  ...page
}: z.input<typeof listWorkflowsSchema>): Promise<Page<ListedWorkflow>> {
  const named = search ? { name: { $regex: escapeRegExp(search), $options: 'i' } } : {}
  const { items, next } = await keysetPage(Workflows, {
    ...page,
    filter: { host: null, archivedAt: null, ...named },
    by: 'updatedAt',
  })
  const runs = await countRuns(items.map(({ _id }) => _id))
  return {
    items: items.map(({ _id, name, live, liveRevision, revision, isPaused, updatedAt }) => ({
      id: _id,
      name,
      live: live && { number: live.number, publishedAt: live.publishedAt },
      isPaused,
      hasUnpublishedChanges: liveRevision !== revision,
      runs: runs.get(_id) ?? { active: 0, waiting: 0, finished: 0 },
      updatedAt,
    })),
    next,
  }
}

async function countRuns(workflowIds: string[]): Promise<Map<string, ListedWorkflow['runs']>> {
  const rows = await Runs.aggregate<{ _id: { workflowId: string; status: string }; count: number }>([
    { $match: { workflowId: { $in: workflowIds } } },
    { $group: { _id: { workflowId: '$workflowId', status: '$status' }, count: { $sum: 1 } } },
  ]).option({ maxTimeMS: 10_000 })
  const countOf = (workflowId: string, status: string) =>
    rows.find(({ _id }) => _id.workflowId === workflowId && _id.status === status)?.count ?? 0
  return new Map(
    workflowIds.map((id) => [
      id,
      {
        active: countOf(id, 'active'),
        waiting: countOf(id, 'waiting'),
        finished: countOf(id, 'finished'),
      },
    ]),
  )
}
