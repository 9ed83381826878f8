import { z } from 'zod'
import { findRows } from '../db/find-rows'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { type NamedProspect, nameProspects } from '../prospects/name-prospects'
import { Workflows } from '../workflows/workflow'
import { type Run, Runs, runSchema } from './run'

export const listRunsSchema = pageSchema.extend({
  workflowId: z.string().optional(),
  prospectId: z.string().optional(),
  status: runSchema.shape.status.optional(),
})

export type ListedRun = Pick<Run, 'status' | 'versionNumber' | 'startedAt' | 'updatedAt' | 'wakeAt'> & {
  id: string
  prospect: NamedProspect
  workflow: { id: string; name: string }
}

/** Runs, the latest first. */
export async function listRuns({
  cursor,
  limit,
  ...wanted
}: z.input<typeof listRunsSchema>): Promise<Page<ListedRun>> {
  const filter = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const { items, next } = await keysetPage(Runs, { filter, by: 'startedAt', cursor, limit })
  return { items: await describeRuns(items), next }
}

/** Runs with the names of who is in them and where. */
export async function describeRuns(runs: Run[]): Promise<ListedRun[]> {
  const [prospects, workflows] = await Promise.all([
    nameProspects(runs.map(({ prospectId }) => prospectId)),
    nameWorkflows(runs.map(({ workflowId }) => workflowId)),
  ])
  return runs.map((run) => ({
    id: run._id,
    status: run.status,
    versionNumber: run.versionNumber,
    startedAt: run.startedAt,
    updatedAt: run.updatedAt,
    wakeAt: run.wakeAt,
    prospect: prospects.get(run.prospectId) ?? { id: run.prospectId, name: '', email: null },
    workflow: { id: run.workflowId, name: workflows.get(run.workflowId) ?? 'Deleted workflow' },
  }))
}

async function nameWorkflows(ids: string[]): Promise<Map<string, string>> {
  const found = await findRows(Workflows, { _id: { $in: [...new Set(ids)] } }, { name: 1 }).toArray()
  return new Map(found.map(({ _id, name }) => [_id, name]))
}
