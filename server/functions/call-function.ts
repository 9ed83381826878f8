import { collectionOf } from '../db/collection-of'
import { derivedId } from '../db/new-id'
import { type EffectOutcome, GiveUp } from '../effects/outcome'
import { Effects, type StoredEffect } from '../effects/stored-effect'
import { inboxEvent, insertEvents } from '../events/record-event'
import { Events } from '../events/stored-event'
import { currentProspect } from '../prospects/merge/where-merged'
import { toProspectRecord } from '../prospects/prospect-record'
import { Plans } from '../runs/plan'
import { type PublishedFunction, Versions } from '../workflows/version'
import type { FunctionInput } from './function-input'
import { type FunctionResult, functionResultSchema } from './function-result'
import { runFunction } from './run-function'

/**
 * Calls the function of one effect, as it was published, and puts its answer into the inbox of the run (IR-17). The
 * answer is stored with the effect before anything of it is done, so a repeated call leads to the same changes.
 *
 * @throws GiveUp when the function itself fails; any other error when trying again may help
 */
export async function callFunction(effect: StoredEffect): Promise<EffectOutcome> {
  const earlier = functionResultSchema.safeParse(effect.result)
  const result = earlier.data?.ok ? earlier.data : await call(effect)
  if (!result)
    return { state: 'skipped', reason: { code: 'erased', message: 'The prospect was erased first' } }
  await insertEvents([await returnedEvent(effect, result)])
  return { state: 'done' }
}

/** Null when the prospect is gone. */
async function call(effect: StoredEffect): Promise<FunctionResult | null> {
  const published = await publishedFunction(effect)
  const input = await inputOf(effect)
  if (!input) return null
  const { isPassing, ...result } = await runFunction(published, input)
  const kept = await keepResult(effect, result)
  if (kept.error && isPassing) throw new Error(kept.error.message)
  if (kept.error) throw new GiveUp(kept.error.message, 'function-failed')
  return kept
}

/** The first answer stands, whoever was called how often. A failure may be followed by another try. */
async function keepResult({ _id }: StoredEffect, result: FunctionResult): Promise<FunctionResult> {
  const effects = collectionOf(Effects)
  await effects.updateOne({ _id, 'result.ok': { $ne: true } }, { $set: { result } }, { maxTimeMS: 5_000 })
  const stored = await effects.findOne({ _id }, { projection: { result: 1 }, maxTimeMS: 5_000 })
  return stored?.result ?? result
}

async function publishedFunction({ versionId, payload }: StoredEffect): Promise<PublishedFunction> {
  const version = await Versions.findOne({ _id: versionId }, { functions: 1 }).lean()
  const published = version?.functions?.find(({ id }) => id === payload.functionId)
  if (published) return published
  throw new GiveUp(
    'The published version does not have this function; publish the workflow again',
    'function-missing',
  )
}

async function inputOf(effect: StoredEffect): Promise<FunctionInput | null> {
  const [prospect, event] = await Promise.all([
    currentProspect(effect.prospectId),
    collectionOf(Events).findOne({ _id: effect.planId }, { maxTimeMS: 5_000 }),
  ])
  if (!prospect) return null
  const { _id, workflowId, runId, nodeId } = effect
  const what = event && { ...event.payload, id: event._id, at: event.at }
  return {
    prospect: toProspectRecord(prospect),
    context: { callId: _id, workflowId, runId, nodeId, event: what, now: new Date() },
  }
}

async function returnedEvent(effect: StoredEffect, { changes, at }: FunctionResult) {
  const { _id, runId, nodeId, stepId, prospectId, planId } = effect
  const plan = await collectionOf(Plans).findOne(
    { _id: planId },
    { projection: { depth: 1 }, maxTimeMS: 5_000 },
  )
  const functionId = String(effect.payload.functionId)
  return inboxEvent(
    { kind: 'function.returned', runId, nodeId, stepId, functionId, changes },
    {
      prospectId,
      id: derivedId(_id, 'function.returned'),
      at,
      causedBy: _id,
      depth: (plan?.depth ?? 0) + 1,
    },
  )
}
