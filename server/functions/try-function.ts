import { z } from 'zod'
import { describeEffect } from '@/workflows/effects'
import { emptyProspect } from '@/workflows/prospect-snapshot'
import { loadProspect } from '../prospects/load-prospect'
import type { ProspectRecord } from '../prospects/prospect-record'
import { functionFieldsSchema } from './function-fields'
import { functionResultSchema } from './function-result'
import { runFunction } from './run-function'

export const tryFunctionSchema = functionFieldsSchema.pick({ runtime: true, code: true }).extend({
  target: functionFieldsSchema.shape.target.default(''),
  timeoutMs: functionFieldsSchema.shape.timeoutMs.default(1_000),
  prospectId: z.string().nullable().default(null),
})

/** What a function would do, with a sentence for each change. */
export const triedFunctionSchema = functionResultSchema.extend({ summaries: z.array(z.string()) })
export type TriedFunction = z.infer<typeof triedFunctionSchema>

/**
 * Runs a function as it is being written, for this prospect or for nobody. Nothing of its answer is done; a function
 * at AWS Lambda is called for real, and does there what it does.
 * @throws AppError 'not-found'
 */
export async function tryFunction({
  prospectId,
  ...runnable
}: z.infer<typeof tryFunctionSchema>): Promise<TriedFunction> {
  const prospect = prospectId ? await loadProspect(prospectId) : nobody()
  const context = {
    callId: 'test',
    workflowId: null,
    runId: null,
    nodeId: null,
    event: null,
    now: new Date(),
  }
  const { isPassing: _isPassing, ...result } = await runFunction(runnable, { prospect, context })
  return { ...result, summaries: result.changes.map((change) => describeEffect(change)) }
}

function nobody(): ProspectRecord {
  const at = new Date()
  return { id: 'nobody', ...emptyProspect, lastActivityAt: null, createdAt: at, updatedAt: at }
}
