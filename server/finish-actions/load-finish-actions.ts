import type { Problem } from '@/workflows/compile'
import { documentOf, type FinishAction } from '@/workflows/finish-actions'
import { judgeFinishActions } from '@/workflows/finish-actions/judge-finish-actions'
import type { FinishActionHost, HostRules } from '@/workflows/hosts'
import { nameActors } from '../auth/name-actors'
import { workspaceSettings } from '../settings/workspace-settings'
import { loadReferencesFor } from '../workflows/load-references'
import type { Workflow } from '../workflows/workflow'
import { findHost } from './find-host'
import { currentVersion, entriesOf, findList, firstRevision } from './find-list'

export type LoadedFinishActions = {
  /** In the order in which they run (IF-9). */
  items: FinishAction[]
  /** The version these entries were published as; null when nothing was ever saved. */
  version: number | null
  publishedAt: Date | null
  publishedBy: string | null
  /** Counts saves; whoever saves says which one they started from. */
  revision: number
  /** True when nothing on the host can start the list any more: its link redirects only, or is gone (?16). */
  isOver: boolean
  /** What is wrong by now, such as an email that was deleted since. */
  problems: Problem[]
  /** Entries that read what an earlier one writes: the original value is used (IR-13). */
  warnings: Problem[]
  rules: HostRules
}

/**
 * The finish action list of a host; an empty one where nothing was ever saved.
 * @throws AppError 'not-found' for the host
 */
export async function loadFinishActions(host: FinishActionHost): Promise<LoadedFinishActions> {
  const [{ isOver }, list, { areWebhooksOnLinks }] = await Promise.all([
    findHost(host),
    findList(host),
    workspaceSettings(),
  ])
  const rules = { areWebhooksOnLinks }
  const items = list ? entriesOf(list) : []
  const references = await loadReferencesFor(documentOf(host, items))
  const { problems, warnings } = judgeFinishActions(host, items, { references, rules })
  return { items, ...(await standing(list)), isOver, problems, warnings, rules }
}

async function standing(list: Workflow | null) {
  const current = list && (await currentVersion(list))
  const names = await nameActors(current ? [current.publishedBy] : [])
  return {
    version: current?.number ?? null,
    publishedAt: current?.publishedAt ?? null,
    publishedBy: current && (names.get(current.publishedBy) ?? 'Someone who left'),
    revision: list?.revision ?? firstRevision,
  }
}
