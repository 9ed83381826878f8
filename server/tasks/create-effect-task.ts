import { z } from 'zod'
import { waitEndsAt } from '@/workflows/sequence/wait-until'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import type { EffectOutcome } from '../effects/outcome'
import type { StoredEffect } from '../effects/stored-effect'
import { fillText } from '../messages/fill-text'
import { currentProspect } from '../prospects/merge/where-merged'
import { orderOf, Tasks } from './task'

const payloadSchema = z.object({
  title: z.string(),
  dueIn: z.string().nullable(),
  ownerId: z.string().nullable(),
})

/**
 * The task of one effect: one for every time the action ran (?21), and one only, however often the effect is done.
 * It is due by the calendar of the prospect, counted from the moment it was planned.
 * @throws GiveUp when the title cannot be understood
 */
export async function createEffectTask(effect: StoredEffect): Promise<EffectOutcome> {
  const { title, dueIn, ownerId } = payloadSchema.parse(effect.payload)
  const prospect = await currentProspect(effect.prospectId)
  if (!prospect) return { state: 'skipped', reason: { code: 'erased', message: 'The prospect was erased' } }
  const dueAt = dueIn === null ? null : waitEndsAt({ for: dueIn }, effect.createdAt, prospect.timezone)
  await insertNew(collectionOf(Tasks), [
    {
      _id: effect._id,
      title: fillText(title, prospect, 'subject') || 'Task without a title',
      prospectId: prospect._id,
      ownerId: ownerId ?? prospect.ownerId,
      dueAt,
      orderAt: orderOf(dueAt),
      completedAt: null,
      completedBy: null,
      createdBy: `workflow:${effect.workflowId}`,
      runId: effect.runId,
      createdAt: effect.createdAt,
      updatedAt: effect.createdAt,
    },
  ])
  return { state: 'done' }
}
