import type { z } from 'zod'
import { compile } from '@/workflows/compile'
import { loadReferencesFor } from './load-references'
import { loadVersion, versionKeySchema } from './load-version'
import { replaceDraft, revisionSchema, type SavedDraft } from './save-draft'

export const restoreVersionSchema = versionKeySchema.extend({ revision: revisionSchema })

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
  await replaceDraft({ id, revision, document })
  const { problems, warnings } = compile(document, await loadReferencesFor(document))
  return { revision: revision + 1, problems, warnings }
}
