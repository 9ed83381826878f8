import { z } from 'zod'
import { nameActors } from '../auth/name-actors'
import { findRows } from '../db/find-rows'
import { keysetPage, type Page, type PageInput } from '../db/keyset-page'
import { nameProspects } from '../prospects/name-prospects'
import { Workflows } from '../workflows/workflow'
import { findList } from './load-list'
import { Memberships } from './membership'

export const historyLineSchema = z.object({
  id: z.string(),
  at: z.date(),
  change: z.enum(['joined', 'left']),
  /** Null when the prospect was erased. */
  prospect: z.object({ id: z.string(), name: z.string(), email: z.string().nullable() }).nullable(),
  /** Who did it, by name: a user, an API key, or a workflow. */
  by: z.string(),
  /** The run that did it; null when somebody did it by hand. */
  runId: z.string().nullable(),
})
export type HistoryLine = z.infer<typeof historyLineSchema>

/** Who joined a list and who left it, the newest first. @throws AppError 'not-found' */
export async function listHistory(listId: string, page: PageInput): Promise<Page<HistoryLine>> {
  await findList(listId)
  const { items, next } = await keysetPage(Memberships, { ...page, filter: { listId }, by: 'at' })
  const [prospects, names] = await Promise.all([
    nameProspects(items.map(({ prospectId }) => prospectId)),
    nameDoers(items.map(({ by }) => by)),
  ])
  return {
    items: items.map(({ _id, at, change, prospectId, by, runId }) => ({
      id: _id,
      at,
      change,
      prospect: prospects.get(prospectId) ?? null,
      by: names.get(by) ?? (by.startsWith('list:') ? 'The criteria of the list' : 'Somebody'),
      runId,
    })),
    next,
  }
}

async function nameDoers(doers: string[]): Promise<Map<string, string>> {
  const workflowIds = doers.filter((by) => by.startsWith('workflow:')).map((by) => by.slice(9))
  const [actors, workflows] = await Promise.all([
    nameActors(doers),
    workflowIds.length ? findRows(Workflows, { _id: { $in: workflowIds } }, { name: 1 }).toArray() : [],
  ])
  for (const { _id, name } of workflows) actors.set(`workflow:${_id}`, name)
  return actors
}
