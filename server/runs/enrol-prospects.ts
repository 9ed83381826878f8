import { z } from 'zod'
import { definitionFor } from '@/workflows/catalogue'
import { readDocument } from '@/workflows/document/read-document'
import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { newId } from '../db/new-id'
import { AppError } from '../errors'
import { inboxEvent, insertEvents } from '../events/record-event'
import { Prospects } from '../prospects/prospect'
import { findWorkflow } from '../workflows/find-workflow'
import { Versions } from '../workflows/version'
import type { Workflow } from '../workflows/workflow'

export const enrolProspectsSchema = z.object({
  /** The workflow. */
  id: z.string().min(1),
  prospectIds: z.array(z.string().min(1)).min(1, 'Choose at least one prospect').max(1_000),
  /** Where to start: an “Enrolled” goal or a sequence. Left out, every “Enrolled” goal. */
  nodeId: z.string().min(1).nullish(),
})

export type Enrolment = { prospectId: string; eventId: string }

/**
 * Puts prospects into a workflow's live version, by one event each.
 * @param idOf for callers that may be repeated: the id of a prospect's event, so that it is recorded once
 * @returns one event id per prospect, in the order asked for
 * @throws AppError 'not-found' for the workflow or a prospect (ids in the details), 'unprocessable' when the
 * workflow is not live, is paused, or has nothing to start at
 */
export async function enrolProspects(
  { id, prospectIds, nodeId = null }: z.input<typeof enrolProspectsSchema>,
  idOf: (prospectId: string) => string = newId,
): Promise<Enrolment[]> {
  await checkCanEnrol(id, nodeId ?? null)
  const wanted = [...new Set(prospectIds)]
  await checkProspects(wanted)
  const events = wanted.map((prospectId) => ({
    prospectId,
    event: inboxEvent(
      { kind: 'prospect.enrolled', workflowId: id, nodeId: nodeId ?? null },
      { prospectId, id: idOf(prospectId) },
    ),
  }))
  await insertEvents(events.map(({ event }) => event))
  return events.map(({ prospectId, event }) => ({ prospectId, eventId: event._id }))
}

/**
 * Whether prospects can be put into a workflow now.
 * @param nodeId where to start; null: every “Enrolled” goal
 * @throws AppError 'not-found' for the workflow, 'unprocessable' when it takes nobody
 */
export async function checkCanEnrol(workflowId: string, nodeId: string | null): Promise<void> {
  await checkStart(await findWorkflow(workflowId), nodeId)
}

async function checkStart({ _id, name, live, isPaused }: Workflow, nodeId: string | null): Promise<void> {
  if (!live) throw unable(_id, `“${name}” has not been published yet. Publish it first.`)
  if (isPaused) throw unable(_id, `“${name}” is paused and starts nothing. Resume it first.`)
  const version = await collectionOf(Versions).findOne({ _id: live.versionId }, { maxTimeMS: 5_000 })
  const read = readDocument(version?.document)
  const nodes = read.ok ? read.document.nodes : []
  const isStart = ({ id, type }: { id: string; type: string }) =>
    nodeId === null
      ? type === 'enrolled'
      : id === nodeId && (type === 'enrolled' || definitionFor(type)?.kind === 'sequence')
  if (nodes.some(isStart)) return
  throw unable(
    _id,
    nodeId === null
      ? `The published version of “${name}” has no “Enrolled” goal to start at. Add one, and publish.`
      : `The published version of “${name}” has no “Enrolled” goal or sequence with the id ${nodeId}.`,
  )
}

async function checkProspects(ids: string[]): Promise<void> {
  const found = await findRows(Prospects, { _id: { $in: ids } }, { _id: 1 }).toArray()
  const known = new Set(found.map(({ _id }) => _id))
  const missing = ids.filter((id) => !known.has(id))
  if (missing.length === 0) return
  throw new AppError('not-found', {
    message: `${missing.length} prospects to enrol do not exist`,
    userMessage:
      missing.length === 1
        ? 'This prospect does not exist (any more). Nobody was enrolled.'
        : `${missing.length} of these prospects do not exist (any more). Nobody was enrolled.`,
    details: missing.map((id) => ({ field: 'prospectIds', message: id })),
  })
}

function unable(workflowId: string, userMessage: string): AppError {
  return new AppError('unprocessable', { message: `workflow ${workflowId} cannot be entered`, userMessage })
}
