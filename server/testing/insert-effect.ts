import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { laneOf } from '../events/lane-of'

/** An effect that is due, for tests of what applies it. */
export async function insertEffect(
  values: Partial<StoredEffect> & Pick<StoredEffect, 'kind' | 'payload' | 'prospectId'>,
): Promise<StoredEffect> {
  const effect: StoredEffect = {
    _id: newId(),
    planId: newId(),
    runId: newId(),
    workflowId: 'workflow',
    versionId: newId(),
    nodeId: 'node',
    stepId: null,
    seq: 1,
    index: 0,
    lane: laneOf(values.prospectId),
    state: 'due',
    dueAt: new Date(0),
    attempts: 0,
    lease: null,
    reason: null,
    before: null,
    createdAt: new Date(),
    doneAt: null,
    ...values,
  }
  await collectionOf(Effects).insertOne(effect)
  return effect
}

/** The effect as it is now. */
export async function effectNow({ _id }: { _id: string }): Promise<StoredEffect> {
  const effect = await collectionOf(Effects).findOne({ _id })
  if (!effect) throw new Error(`no effect ${_id}`)
  return effect
}
