import { z } from 'zod'
import type { Problem } from '@/workflows/compile'
import { documentOf, finishActionSchema } from '@/workflows/finish-actions'
import { judgeFinishActions } from '@/workflows/finish-actions/judge-finish-actions'
import type { FinishActionHost } from '@/workflows/hosts'
import { newId } from '../db/new-id'
import { AppError } from '../errors'
import { workspaceSettings } from '../settings/workspace-settings'
import { loadReferencesFor } from '../workflows/load-references'
import { revisionSchema } from '../workflows/save-draft'
import { findHost } from './find-host'
import { type LoadedFinishActions, loadFinishActions } from './load-finish-actions'
import { publishList } from './publish-list'

/** One entry as somebody sends it: a new one needs no id, and whoever says nothing about criteria means always. */
const givenActionSchema = z.object({
  id: finishActionSchema.shape.id.optional(),
  name: finishActionSchema.shape.name,
  type: finishActionSchema.shape.type,
  config: finishActionSchema.shape.config.default({}),
  criteria: finishActionSchema.shape.criteria.default(null),
})

const mostActions = 100
const tooMany = `A list can have at most ${mostActions} actions`

export const saveFinishActionsSchema = z.object({
  items: z.array(givenActionSchema).max(mostActions, tooMany),
  /** The revision the sender started from; left out, whatever is there is replaced. */
  revision: revisionSchema.optional(),
})

export type SavedFinishActions = { ok: true; list: LoadedFinishActions } | { ok: false; problems: Problem[] }

/**
 * Replaces the finish action list of a host, whole: judges it and makes it live at once as a version. It applies to
 * what happens from then on (IF-8); what is running stays on its version. An unchanged list stays at its version, an
 * empty one does nothing.
 * @throws AppError 'conflict' when somebody else saved meanwhile, 'unprocessable' when nothing can start the list any
 * more, 'not-found' for the host
 */
export async function saveFinishActions(
  host: FinishActionHost,
  { items: given, revision }: z.output<typeof saveFinishActionsSchema>,
  by: string,
): Promise<SavedFinishActions> {
  const { name, isOver } = await findHost(host)
  if (isOver) throw overAlready(host)
  const items = given.map((item) => ({ ...item, id: item.id ?? newId() }))
  const [references, { areWebhooksOnLinks }] = await Promise.all([
    loadReferencesFor(documentOf(host, items)),
    workspaceSettings(),
  ])
  const rules = { areWebhooksOnLinks }
  const { document, problems } = judgeFinishActions(host, items, { references, rules })
  if (problems.length) return { ok: false, problems }
  await publishList({ host, name: `Finish actions of ${name}`, document, revision, by })
  return { ok: true, list: await loadFinishActions(host) }
}

function overAlready({ kind, id }: FinishActionHost): AppError {
  return new AppError('unprocessable', {
    message: `${kind} ${id} starts nothing any more`,
    userMessage: 'This link was deleted and is no longer tracked, so nothing can start its finish actions.',
  })
}
