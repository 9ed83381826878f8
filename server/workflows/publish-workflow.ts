import { z } from 'zod'
import { compile, type Problem } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import { readDocument } from '@/workflows/document/read-document'
import { isDuplicateKey } from '../db/is-duplicate-key'
import { newId } from '../db/new-id'
import { AppError } from '../errors'
import { keepJoinLink } from '../join/keep-join-link'
import { findLoops } from './find-loops'
import { findWorkflow } from './find-workflow'
import { hashVersion } from './hash-version'
import { loadReferencesFor } from './load-references'
import { resolveContent } from './resolve-content'
import { draftMoved, revisionSchema } from './save-draft'
import { setLive } from './set-live'
import { type Version, Versions } from './version'
import type { Workflow } from './workflow'

export const publishWorkflowSchema = z.object({
  id: z.string().min(1),
  /** The revision of the draft that the publisher looked at; left out, whatever is there now. */
  revision: revisionSchema.optional(),
})

/** A problem of a drawing, or of the document as a whole. */
export type PublishProblem = Omit<Problem, 'code'> & { code: string }
export type Published = { ok: true; number: number; hash: string } | { ok: false; problems: PublishProblem[] }

/**
 * Makes the draft an immutable version and sets it live; or answers all its problems. The unique number decides
 * between two publishers.
 * @throws AppError 'conflict' when the draft moved, when someone else published, or when nothing has changed;
 * 'not-found'
 */
export async function publishWorkflow(
  { id, revision }: z.infer<typeof publishWorkflowSchema>,
  publishedBy: string,
): Promise<Published> {
  const workflow = await findWorkflow(id)
  if (revision !== undefined && workflow.revision !== revision) throw draftMoved(id, workflow.revision)
  const judged = await judge(workflow)
  if (!judged.ok) return judged
  const content = await resolveContent(judged.document)
  const hash = hashVersion(content)
  const last = await Versions.findOne({ workflowId: id }, { number: 1, hash: 1, publishedAt: 1 })
    .sort({ number: -1 })
    .lean()
  if (workflow.live?.hash === hash) throw alreadyLive(workflow.live.number)
  const waiting = last && last.number > (workflow.live?.number ?? 0) ? last : null
  if (waiting && !isLeftOver(waiting)) throw publishedMeanwhile(waiting.number)
  if (waiting?.hash === hash) return goLive(waiting)
  const version: Version = {
    _id: newId(),
    workflowId: id,
    number: (last?.number ?? 0) + 1,
    hash,
    ...content,
    publishedAt: new Date(),
    publishedBy,
  }
  await insertVersion(version)
  return goLive(version)

  async function goLive(row: Pick<Version, '_id' | 'number' | 'hash' | 'publishedAt'>) {
    // Before it is live, so that a process that dies in between leaves nothing out: publishing again does both.
    await keepJoinLink(workflow, content.document)
    await setLive({ workflowId: id, version: row, liveRevision: workflow.revision })
    return { ok: true as const, number: row.number, hash: row.hash }
  }
}

async function judge({
  _id: id,
  name,
  draft,
}: Pick<Workflow, '_id' | 'name' | 'draft'>): Promise<
  { ok: true; document: WorkflowDocument } | { ok: false; problems: PublishProblem[] }
> {
  const read = readDocument(draft)
  if (!read.ok)
    return {
      ok: false,
      problems: [{ code: `document-${read.code}`, nodeId: null, field: null, message: read.message }],
    }
  const { problems, workflow } = compile(read.document, await loadReferencesFor(read.document))
  if (!workflow) return { ok: false, problems }
  const loops = await findLoops({ id, name, workflow })
  return loops.length ? { ok: false, problems: loops } : { ok: true, document: read.document }
}

const leftOverAfterMs = 10_000

/**
 * True for a version that was stored and then, a while ago, not set live, because the process died in between:
 * publishing the same again finishes it, publishing something else supersedes it.
 */
function isLeftOver({ publishedAt }: Pick<Version, 'publishedAt'>): boolean {
  return Date.now() - publishedAt.getTime() > leftOverAfterMs
}

async function insertVersion(version: Version): Promise<void> {
  try {
    await Versions.create(version)
  } catch (error) {
    if (isDuplicateKey(error)) throw publishedMeanwhile(version.number)
    throw error
  }
}

function publishedMeanwhile(number: number): AppError {
  return new AppError('conflict', {
    message: `version ${number} was published by someone else`,
    userMessage: `Someone else has just published version ${number}. Reload to see it, then publish again if you still want to.`,
    details: { number },
  })
}

function alreadyLive(number: number): AppError {
  return new AppError('conflict', {
    message: `version ${number} has the same content and is live`,
    userMessage: `Nothing has changed since version ${number}, which is live. Change something first.`,
    details: { number },
  })
}
