import { derivedId } from '../db/new-id'
import { inboxEvent } from '../events/record-event'
import type { StoredEvent } from '../events/stored-event'
import type { Plan } from '../runs/plan'

/**
 * What a plan's event means to paused workflows, as events of their own that wait for a decision. The event itself
 * has happened and is counted; a copy speaks for one workflow and counts nowhere.
 */
export function heldCopies(plan: Plan): StoredEvent[] {
  const { _id, prospectId, at, depth = 0, snapshot, plannedAt, held = [] } = plan
  return held.map(({ workflowId, versions, payload }) => ({
    ...inboxEvent(payload, { prospectId, id: derivedId(_id, 'held', workflowId), at, depth }),
    state: 'held',
    linkId: null,
    messageId: null,
    hold: { reason: 'paused', workflowId, until: null, decided: null },
    replay: { at: plannedAt, snapshot, versions },
  }))
}
