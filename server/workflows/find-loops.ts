import { checkLoops } from '@/workflows/check-loops'
import type { CompiledWorkflow, Problem } from '@/workflows/compile'
import { findRows } from '../db/find-rows'
import { executableVersions } from '../runs/executable-versions'
import { Workflows } from './workflow'

/**
 * Ways in which a workflow that is about to go live and those that are would start each other for ever (?22).
 * Paused workflows count: they may be resumed any time.
 */
export async function findLoops(candidate: {
  id: string
  name: string
  workflow: CompiledWorkflow
}): Promise<Problem[]> {
  const rows = await findRows(
    Workflows,
    { _id: { $ne: candidate.id }, live: { $ne: null }, archivedAt: null },
    { name: 1, live: 1 },
  ).toArray()
  const versions = await executableVersions(rows.flatMap(({ live }) => live?.versionId ?? []))
  const others = rows.flatMap(({ _id, name, live }) => {
    const version = live && versions.get(live.versionId)
    return version ? [{ id: _id, name, workflow: version.workflow }] : []
  })
  return checkLoops(candidate, others)
}
