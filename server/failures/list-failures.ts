import { keysetPage, type Page, type PageInput } from '../db/keyset-page'
import { Effects } from '../effects/stored-effect'
import { Events, type StoredEvent } from '../events/stored-event'
import { nameMentions } from '../prospects/name-mentions'
import { nameProspects } from '../prospects/name-prospects'
import { describeEvent, describeStoredEffect } from '../prospects/timeline-sentences'
import { nameWorkflows } from '../workflows/name-workflows'

/** An effect that was given up, or of which nobody knows whether it happened. */
export type FailedEffect = {
  id: string
  at: Date
  /** One sentence: what could not be done. */
  summary: string
  state: 'dead' | 'unknown'
  reason: string
  runId: string
  workflowName: string
  prospect: { id: string; name: string }
}

/** An event that could not be planned, again and again. */
export type FailedEvent = {
  id: string
  at: Date
  summary: string
  prospect: { id: string; name: string } | null
}

/** Failed effects, the newest first. */
export async function listFailedEffects(page: PageInput): Promise<Page<FailedEffect>> {
  const filter = { state: { $in: ['dead', 'unknown'] } }
  const { items, next } = await keysetPage(Effects, { ...page, filter, by: 'createdAt' })
  const [names, prospects, workflows] = await Promise.all([
    nameMentions({ events: [], effects: items, mails: [] }),
    nameProspects(items.map(({ prospectId }) => prospectId)),
    nameWorkflows(items.map(({ workflowId }) => workflowId)),
  ])
  return {
    items: items.map((effect) => ({
      id: effect._id,
      at: effect.createdAt,
      summary: describeStoredEffect(effect, names),
      state: effect.state === 'unknown' ? 'unknown' : 'dead',
      reason: effect.reason?.message ?? 'No reason was kept',
      runId: effect.runId,
      workflowName: workflows.get(effect.workflowId)?.name ?? 'Deleted workflow',
      prospect: { id: effect.prospectId, name: prospects.get(effect.prospectId)?.name ?? 'Unknown prospect' },
    })),
    next,
  }
}

/** Quarantined events, the newest first. */
export async function listFailedEvents(page: PageInput): Promise<Page<FailedEvent>> {
  const { items, next } = await keysetPage(Events, { ...page, filter: { outcome: 'quarantined' }, by: 'at' })
  const [prospects, names] = await Promise.all([
    nameProspects(items.flatMap(({ prospectId }) => prospectId ?? [])),
    nameMentions({ events: items, effects: [], mails: [] }),
  ])
  return {
    items: items.map(({ _id, at, payload, prospectId }: StoredEvent) => ({
      id: _id,
      at,
      summary: describeEvent(payload, names),
      prospect: prospectId
        ? { id: prospectId, name: prospects.get(prospectId)?.name ?? 'Unknown prospect' }
        : null,
    })),
    next,
  }
}
