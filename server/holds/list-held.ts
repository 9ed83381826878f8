import { z } from 'zod'
import { nameActors } from '../auth/name-actors'
import { findRows } from '../db/find-rows'
import { type Page, pageSchema, readCursor, toPage } from '../db/keyset-page'
import { Events, holdReasonSchema, type StoredEvent } from '../events/stored-event'
import { type Names, nameMentions } from '../prospects/name-mentions'
import { type NamedProspect, nameProspects } from '../prospects/name-prospects'
import { describeEvent } from '../prospects/timeline-sentences'
import { type NamedWorkflow, nameWorkflows } from '../workflows/name-workflows'
import { type ForeseenRun, foreseeRelease } from './foresee-release'
import type { HeldRecord } from './held-record'
import { holdStateOf } from './hold-state'

export const listHeldSchema = pageSchema.extend({
  /** Why it is held; every reason when left out. */
  reason: holdReasonSchema.optional(),
  /** What waits for a decision, or what was decided about, the latest decision first. */
  state: z.enum(['held', 'decided']).default('held'),
})

/** Everything that is held back, the newest first, and what releasing it would do; or what became of it (N10). */
export async function listHeld({
  reason,
  state = 'held',
  cursor,
  limit = 50,
}: z.input<typeof listHeldSchema>): Promise<Page<HeldRecord>> {
  const by = state === 'held' ? 'at' : 'hold.decided.at'
  const which = state === 'held' ? { state: 'held' } : { 'hold.decided.at': { $gt: new Date(0) } }
  const after = cursor ? beyond(by, readCursor(cursor)) : {}
  const rows = await findRows(Events, {
    $and: [which, reason ? { 'hold.reason': reason } : { hold: { $exists: true } }, after],
  })
    .sort({ [by]: -1, _id: -1 })
    .limit(limit + 1)
    .toArray()
  const { items, next } = toPage(rows, limit, ({ _id, at, hold }) => ({
    id: _id,
    at: state === 'held' ? at : (hold?.decided?.at ?? at),
  }))
  return { items: await toHeldRecords(items), next }
}

function beyond(by: string, { at, id }: { at: Date; id: string }) {
  return { $or: [{ [by]: { $lt: at } }, { [by]: at, _id: { $lt: id } }] }
}

type Known = {
  names: Names
  prospects: Map<string, NamedProspect>
  actors: Map<string, string>
  workflows: Map<string, NamedWorkflow>
  foreseen: Map<string, ForeseenRun[]>
}

/** Events that are held, or were, as the doors show them; others are left out. */
export async function toHeldRecords(events: StoredEvent[]): Promise<HeldRecord[]> {
  const held = events.filter(({ state }) => state === 'held')
  const [names, prospects, actors, foreseen] = await Promise.all([
    nameMentions({ events, effects: [], mails: [] }),
    nameProspects(events.flatMap(({ prospectId }) => prospectId ?? [])),
    nameActors(events.flatMap(({ hold }) => hold?.decided?.by ?? [])),
    foreseeRelease(held),
  ])
  const workflows = await nameWorkflows([
    ...events.flatMap(({ hold }) => hold?.workflowId ?? []),
    ...[...foreseen.values()].flat().map(({ workflowId }) => workflowId),
  ])
  return events.flatMap((event) => toRecord(event, { names, prospects, actors, workflows, foreseen }) ?? [])
}

function toRecord(event: StoredEvent, known: Known): HeldRecord | null {
  const { _id, at, payload, prospectId, click, hold, verdict, reasons, outcome, replay } = event
  const standing = holdStateOf(event)
  if (!hold || !standing) return null
  const named = (id: string) => ({ id, name: known.workflows.get(id)?.name ?? 'a deleted workflow' })
  const { decided } = hold
  return {
    id: _id,
    at,
    summary: describeEvent(payload, known.names),
    prospect: (prospectId && known.prospects.get(prospectId)) || null,
    ip: click?.ip || null,
    ...standing,
    verdict,
    reasons,
    workflow: hold.workflowId ? named(hold.workflowId) : null,
    decided: decided && { at: decided.at, by: decided.by && (known.actors.get(decided.by) ?? decided.by) },
    outcome,
    score: replay?.snapshot.score ?? null,
    runs: (known.foreseen.get(_id) ?? []).map(({ workflowId, version, effects }) => ({
      workflow: named(workflowId),
      version,
      effects,
    })),
  }
}
