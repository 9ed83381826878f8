import { z } from 'zod'
import { combine } from '@/workflows/combine-prospects'
import { nameActors } from '../auth/name-actors'
import { findRows } from '../db/find-rows'
import { type Page, type PageInput, readCursor, toPage } from '../db/keyset-page'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { Events, type StoredEvent } from '../events/stored-event'
import { nameWorkflows } from '../workflows/name-workflows'
import { findProspect } from './load-prospect'
import { Merges } from './merge/merge'
import { idsOf } from './merge/where-merged'

/** One change of a score, and why. */
export const scoreChangeSchema = z.object({
  id: z.string(),
  at: z.date(),
  /** By how many points. */
  by: z.number(),
  /** The score right after; null where nobody wrote it down. */
  score: z.number().nullable(),
  cause: z.enum(['action', 'edit', 'merge', 'undo']),
  /** Who or what did it, for people: the name of a workflow or a user; null when that is gone. */
  name: z.string().nullable(),
  workflowId: z.string().nullable(),
  runId: z.string().nullable(),
})
export type ScoreChange = z.infer<typeof scoreChangeSchema>

/**
 * How the score of a prospect came about, the latest change first: what actions did, by the ledger of effects, what
 * people and the API changed, and what merges gave. What came with an import or was there from the start is no change.
 * @throws AppError 'not-found'
 */
export async function listScoreHistory(
  id: string,
  { cursor, limit = 50 }: PageInput,
): Promise<Page<ScoreChange>> {
  const prospect = await findProspect(id)
  const slice: Slice = { ids: idsOf(prospect), cursor: cursor ?? null, limit: limit + 1 }
  const [byActions, byEdits, byMerges] = await Promise.all([
    actions(slice),
    edits(slice),
    merges(prospect._id, slice),
  ])
  const changes = [...byActions, ...byEdits, ...byMerges].toSorted(newestFirst).slice(0, limit + 1)
  return toPage(changes, limit, ({ at, id }) => ({ at, id }))
}

type Slice = { ids: string[]; cursor: string | null; limit: number }

function beyond(cursor: string | null, by: string): Record<string, unknown> {
  if (!cursor) return {}
  const { at, id } = readCursor(cursor)
  return { $or: [{ [by]: { $lt: at } }, { [by]: at, _id: { $lt: id } }] }
}

async function actions({ ids, cursor, limit }: Slice): Promise<ScoreChange[]> {
  const done = { prospectId: { $in: ids }, kind: 'score.adjust', state: 'done' }
  const effects: StoredEffect[] = await findRows(Effects, { $and: [done, beyond(cursor, 'createdAt')] })
    .sort({ createdAt: -1, _id: -1 })
    .limit(limit)
    .toArray()
  const workflows = await nameWorkflows(effects.map(({ workflowId }) => workflowId))
  return effects.map(({ _id, createdAt, payload, before, workflowId, runId }) => {
    const by = Number(payload.by)
    const score = typeof before?.score === 'number' ? before.score + by : null
    const name = workflows.get(workflowId)?.name ?? null
    return { id: _id, at: createdAt, by, score, cause: 'action', name, workflowId, runId }
  })
}

async function edits({ ids, cursor, limit }: Slice): Promise<ScoreChange[]> {
  const edited = { prospectId: { $in: ids }, kind: 'prospect.edited', 'payload.changes.field': 'score' }
  const events: StoredEvent[] = await findRows(Events, { $and: [edited, beyond(cursor, 'at')] })
    .sort({ at: -1, _id: -1 })
    .limit(limit)
    .toArray()
  const names = events.length
    ? await nameActors(events.flatMap(({ payload }) => ('by' in payload ? payload.by : [])))
    : null
  return events.flatMap(({ _id, at, payload }): ScoreChange[] => {
    if (payload.kind !== 'prospect.edited') return []
    const change = payload.changes.find(({ field }) => field === 'score')
    const [before, score] = [Number(change?.before), Number(change?.value)]
    const name = names?.get(payload.by) ?? null
    return [{ id: _id, at, by: score - before, score, cause: 'edit', name, workflowId: null, runId: null }]
  })
}

/** There are few, so all are read. */
async function merges(into: string, { cursor, limit }: Slice): Promise<ScoreChange[]> {
  const found = await findRows(Merges, { into, state: { $in: ['merged', 'undoing', 'undone'] } }).toArray()
  const names = found.length
    ? await nameActors(found.flatMap(({ by, undoneBy }) => [by, undoneBy ?? '']))
    : null
  const changes = found.flatMap(
    ({ _id, at, by, before, copy, choices, undoneAt, undoneBy, state }): ScoreChange[] => {
      if (!before || !copy) return []
      const { score } = combine(before, copy, choices)
      const given = score - before.score
      const common = { workflowId: null, runId: null }
      const merged: ScoreChange = {
        ...common,
        id: _id,
        at,
        by: given,
        score,
        cause: 'merge',
        name: names?.get(by) ?? null,
      }
      if (!undoneAt || state !== 'undone') return [merged]
      const name = names?.get(undoneBy ?? '') ?? null
      return [
        merged,
        { ...common, id: `${_id}-undone`, at: undoneAt, by: -given, score: null, cause: 'undo', name },
      ]
    },
  )
  const place = cursor ? readCursor(cursor) : null
  return changes
    .filter(
      ({ by, at, id }) =>
        by !== 0 && (!place || at < place.at || (at.getTime() === place.at.getTime() && id < place.id)),
    )
    .toSorted(newestFirst)
    .slice(0, limit)
}

function newestFirst(a: ScoreChange, b: ScoreChange): number {
  return b.at.getTime() - a.at.getTime() || (b.id < a.id ? -1 : 1)
}
