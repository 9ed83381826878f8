import { z } from 'zod'
import { keysetPage, type Page, pageSchema } from '../db/keyset-page'
import { idsKnownAs } from '../prospects/merge/where-merged'
import { type NamedProspect, nameProspects } from '../prospects/name-prospects'
import { type NamedWorkflow, nameWorkflows } from '../workflows/name-workflows'
import { type Run, Runs, runSchema } from './run'

export const listRunsSchema = pageSchema.extend({
  workflowId: z.string().optional(),
  prospectId: z.string().optional(),
  status: runSchema.shape.status.optional(),
})

export type ListedRun = Pick<Run, 'status' | 'versionNumber' | 'startedAt' | 'updatedAt' | 'wakeAt'> & {
  id: string
  prospect: NamedProspect
  workflow: NamedWorkflow
}

/** Runs, the latest first. */
export async function listRuns({
  cursor,
  limit,
  prospectId,
  ...wanted
}: z.input<typeof listRunsSchema>): Promise<Page<ListedRun>> {
  const filter = {
    ...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)),
    ...(prospectId && { prospectId: { $in: await idsKnownAs(prospectId) } }),
  }
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
    workflow: workflows.get(run.workflowId) ?? { id: run.workflowId, name: 'Deleted workflow', host: null },
  }))
}
