import { z } from 'zod'
import { collectionOf } from '../db/collection-of'
import { defineCollection } from '../db/define-collection'
import { derivedId } from '../db/new-id'
import type { StoredEffect } from '../effects/stored-effect'
import { AppError } from '../errors'
import { now } from '../jobs/clock'

/** An address that asked, by 410, not to be called any more from one place of a workflow. */
export const webhookTargetSchema = z.object({
  _id: z.string(),
  workflowId: z.string(),
  nodeId: z.string(),
  stepId: z.string().nullable(),
  url: z.string(),
  disabledAt: z.date(),
})
export type WebhookTarget = z.infer<typeof webhookTargetSchema>

export const WebhookTargets = defineCollection('webhook-targets', webhookTargetSchema, [
  { key: { disabledAt: -1, _id: -1 } },
])

type Place = Pick<StoredEffect, 'workflowId' | 'nodeId' | 'stepId'>

/** True when nothing may be sent from this place to this address. */
export async function isTargetDisabled(place: Place, url: string): Promise<boolean> {
  const target = await collectionOf(WebhookTargets).findOne(
    { _id: targetId(place, url) },
    { projection: { _id: 1 }, maxTimeMS: 5_000 },
  )
  return target !== null
}

/** Sends nothing more from this place to this address until somebody enables it. */
export async function disableTarget(place: Place, url: string): Promise<void> {
  const { workflowId, nodeId, stepId } = place
  await collectionOf(WebhookTargets).updateOne(
    { _id: targetId(place, url) },
    { $setOnInsert: { workflowId, nodeId, stepId, url, disabledAt: now() } },
    { upsert: true, maxTimeMS: 5_000 },
  )
}

/** Sends there again. What was skipped meanwhile stays skipped. @throws AppError 'not-found' */
export async function enableTarget(id: string): Promise<void> {
  const { deletedCount } = await collectionOf(WebhookTargets).deleteOne({ _id: id }, { maxTimeMS: 5_000 })
  if (deletedCount === 1) return
  throw new AppError('not-found', {
    message: `no disabled target ${id}`,
    userMessage: 'This address is not disabled (any more).',
  })
}

/** Every disabled address, the last one first. */
export async function listDisabledTargets(): Promise<(Omit<WebhookTarget, '_id'> & { id: string })[]> {
  const targets = await collectionOf(WebhookTargets)
    .find({}, { maxTimeMS: 5_000 })
    .sort({ disabledAt: -1, _id: -1 })
    .limit(500)
    .toArray()
  return targets.map(({ _id, ...target }) => ({ id: _id, ...target }))
}

function targetId({ workflowId, nodeId, stepId }: Place, url: string): string {
  return derivedId('webhook-target', workflowId, nodeId, stepId, url)
}
