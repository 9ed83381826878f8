import { readDocument } from '@/workflows/document/read-document'
import { findRows } from '../db/find-rows'
import type { LinkCampaign } from '../links/link-record'
import { Versions } from '../workflows/version'
import { type Workflow, Workflows } from '../workflows/workflow'

/** The campaigns that people join by a link, as they stand now, by the ids of their workflows. */
export async function campaignsOf(workflowIds: string[]): Promise<Map<string, LinkCampaign>> {
  if (workflowIds.length === 0) return new Map()
  const workflows = await findRows(
    Workflows,
    { _id: { $in: workflowIds }, host: null },
    { name: 1, live: 1, isPaused: 1, archivedAt: 1 },
  ).toArray()
  const joinable = await joinableVersions(workflows.flatMap(({ live }) => live?.versionId ?? []))
  return new Map(
    workflows.map((workflow) => [
      workflow._id,
      { id: workflow._id, name: workflow.name, state: stateOf(workflow, joinable) },
    ]),
  )
}

/** One of them; null when there is no such workflow. */
export async function findCampaign(workflowId: string): Promise<LinkCampaign | null> {
  const campaigns = await campaignsOf([workflowId])
  return campaigns.get(workflowId) ?? null
}

function stateOf(
  { live, isPaused, archivedAt }: Pick<Workflow, 'live' | 'isPaused' | 'archivedAt'>,
  joinable: Set<string>,
): LinkCampaign['state'] {
  if (archivedAt || !live || !joinable.has(live.versionId)) return 'closed'
  return isPaused ? 'paused' : 'open'
}

/** The versions that people can be enrolled into. */
async function joinableVersions(ids: string[]): Promise<Set<string>> {
  const joinable = new Set<string>()
  for await (const { _id, document } of findRows(Versions, { _id: { $in: ids } }, { document: 1 }))
    if (isJoinable(document)) joinable.add(_id)
  return joinable
}

/** Whether a document has an “Enrolled” goal. */
export function isJoinable(document: unknown): boolean {
  const read = readDocument(document)
  return read.ok && read.document.nodes.some(({ type }) => type === 'enrolled')
}
