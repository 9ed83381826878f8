import type { z } from 'zod'
import { compile } from '@/workflows/compile'
import { findWorkflow } from './find-workflow'
import { loadReferencesFor } from './load-references'
import { loadVersion, versionKeySchema } from './load-version'
import { replaceDraft, revisionSchema, type SavedDraft } from './save-draft'

export const restoreVersionSchema = versionKeySchema.extend({ revision: revisionSchema.optional() })

/**
 * Makes an old version the draft again. Nothing goes live until someone publishes.
 * @throws AppError 'conflict' when the draft moved, 'not-found'
 */
export async function restoreVersion({
  id,
  number,
  revision,
}: z.infer<typeof restoreVersionSchema>): Promise<SavedDraft> {
  const { document } = await loadVersion({ id, number })
  const current = revision ?? (await findWorkflow(id)).revision
  await replaceDraft({ id, revision: current, document })
  const { problems, warnings } = compile(document, await loadReferencesFor(document))
  return { revision: current + 1, problems, warnings }
}
