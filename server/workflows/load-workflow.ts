import { compile, type Problem } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import { readDocument } from '@/workflows/document/read-document'
import { findWorkflow } from './find-workflow'
import { loadReferencesFor } from './load-references'

export type LoadedWorkflow = {
  id: string
  name: string
  /** Null when the stored draft cannot be read; `documentProblem` says why. */
  document: WorkflowDocument | null
  documentProblem: string | null
  revision: number
  live: { number: number; hash: string; publishedAt: Date } | null
  hasUnpublishedChanges: boolean
  isPaused: boolean
  problems: Problem[]
  warnings: Problem[]
  createdAt: Date
  updatedAt: Date
}

/**
 * A workflow with its draft and what is wrong with it.
 * @throws AppError 'not-found'
 */
export async function loadWorkflow(id: string): Promise<LoadedWorkflow> {
  const { name, draft, revision, live, liveRevision, isPaused, createdAt, updatedAt } = await findWorkflow(id)
  const read = readDocument(draft)
  const judged = read.ok ? compile(read.document, await loadReferencesFor(read.document)) : null
  return {
    id,
    name,
    document: read.ok ? read.document : null,
    documentProblem: read.ok ? null : read.message,
    revision,
    live: live && { number: live.number, hash: live.hash, publishedAt: live.publishedAt },
    hasUnpublishedChanges: liveRevision !== revision,
    isPaused,
    problems: judged?.problems ?? [],
    warnings: judged?.warnings ?? [],
    createdAt,
    updatedAt,
  }
}
