import { z } from 'zod'
import { compile, type Problem } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import { AppError } from '../errors'
import { findWorkflow } from './find-workflow'
import { loadReferencesFor } from './load-references'
import { parseDocument } from './parse-document'
import { Workflows } from './workflow'

export const revisionSchema = z.number().int().min(1)

export const saveDraftSchema = z.object({
  id: z.string().min(1),
  /** The revision this drawing was made from. */
  revision: revisionSchema,
  document: z.unknown(),
})

export type SavedDraft = { revision: number; problems: Problem[]; warnings: Problem[] }

/**
 * Saves a drawing, however unfinished, and judges it. Of two people who started from the same revision, the second
 * is told.
 * @throws AppError 'conflict' with the revision that is there now, 'invalid-input' for a malformed document,
 * 'not-found'
 */
export async function saveDraft({
  id,
  revision,
  document: json,
}: z.infer<typeof saveDraftSchema>): Promise<SavedDraft> {
  const document = parseDocument(json)
  await replaceDraft({ id, revision, document })
  const { problems, warnings } = compile(document, await loadReferencesFor(document))
  return { revision: revision + 1, problems, warnings }
}

type ReplaceDraft = { id: string; revision: number; document: WorkflowDocument }

/** Puts a document in the place of the draft of that revision, or says that it is not there any more. */
export async function replaceDraft({ id, revision, document }: ReplaceDraft): Promise<void> {
  const { matchedCount } = await Workflows.updateOne(
    { _id: id, host: null, revision, archivedAt: null },
    { $set: { draft: document, updatedAt: new Date() }, $inc: { revision: 1 } },
  )
  if (matchedCount) return
  const workflow = await findWorkflow(id)
  throw draftMoved(id, workflow.revision)
}

/** The conflict of someone who works on a draft that has changed meanwhile. */
export function draftMoved(id: string, revision: number): AppError {
  return new AppError('conflict', {
    message: `the draft of workflow ${id} is at revision ${revision}`,
    userMessage:
      'Someone else changed this workflow meanwhile. Reload to see their changes, then make yours again.',
    details: { revision },
  })
}
