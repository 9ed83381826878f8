import { collectionOf } from '../db/collection-of'
import { isDatabaseAway } from '../db/is-database-away'
import { insertEvents } from '../events/record-event'
import { now } from '../jobs/clock'
import { guardedUntil } from '../jobs/lease'
import { log } from '../log'
import { Plans } from '../runs/plan'
import { Runs } from '../runs/run'
import { isPaused } from '../workflows/set-paused'
import { applyToProspect } from './apply-to-prospect'
import type { ClaimedEffect } from './claim-effects'
import type { Attempt } from './finish-effect'
import { handlerFor } from './handlers'
import { GiveUp, KeepTrying, RetryLater } from './outcome'

const MOST_ATTEMPTS = 5
const FIRST_RETRY_MS = 1_000

/**
 * Tries one claimed effect once. What goes wrong becomes its reason, and after five attempts it is quarantined
 * while the rest goes on (I21).
 *
 * @throws when the database is away, which is not the effect's fault
 */
export async function attemptEffect(effect: ClaimedEffect): Promise<Attempt> {
  try {
    if (effect.attempts > MOST_ATTEMPTS) return await abandoned(effect)
    return await attempts[handlerFor(effect.kind).scope](effect)
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    return failed(effect, error)
  }
}

/** Its last attempt may have got somewhere before it ended its worker. */
async function abandoned(effect: ClaimedEffect): Promise<Attempt> {
  const handler = handlerFor(effect.kind)
  const outcome = handler.scope === 'outside' ? await handler.abandon?.(effect) : null
  return outcome ? { effect, ...outcome } : quarantined(effect, effect.reason?.message)
}

const attempts = {
  prospect: changeProspect,
  record: writeRecord,
  inbox: recordFollowUp,
  outside: changeTheWorld,
}

async function changeProspect(effect: ClaimedEffect): Promise<Attempt> {
  const [application] = await applyToProspect([effect], effect.lease.until)
  if (!application) throw new Error('one effect in, one application out')
  if (application.result === 'applied' || application.result === 'already-applied') {
    const { result: _result, ...found } = application
    return { effect, state: 'done', guardedUntil: guardedUntil(effect.lease.until), ...found }
  }
  if (application.result === 'lease-over') return { effect, state: 'due', isLost: true }
  return { effect, state: 'erased', reason: { code: 'erased', message: 'The prospect was erased' } }
}

async function writeRecord(effect: ClaimedEffect): Promise<Attempt> {
  const handler = handlerFor(effect.kind)
  if (handler.scope !== 'record') throw new Error(`${effect.kind} writes no record`)
  return { effect, ...(await handler.write(effect)) }
}

async function recordFollowUp(effect: ClaimedEffect): Promise<Attempt> {
  const handler = handlerFor(effect.kind)
  const plan = await collectionOf(Plans).findOne({ _id: effect.planId }, { maxTimeMS: 5_000 })
  if (handler.scope !== 'inbox' || !plan) throw new GiveUp('The plan of this effect is gone', 'plan-missing')
  await insertEvents([handler.event(effect, effect.payload, plan)])
  return { effect, state: 'done' }
}

/** What was cancelled while it waited is not done any more (I20). */
async function changeTheWorld(effect: ClaimedEffect): Promise<Attempt> {
  const handler = handlerFor(effect.kind)
  if (handler.scope !== 'outside') throw new Error(`${effect.kind} does not change the world`)
  const reason = await whyCancelled(effect)
  if (reason) return { effect, state: 'cancelled', reason }
  if (await isPaused(effect.workflowId)) return { effect, state: 'held', reason: heldWhilePaused }
  return { effect, ...(await handler.perform(effect)) }
}

const heldWhilePaused = { code: 'paused', message: 'Its workflow is paused' }

async function whyCancelled({ runId, nodeId, stepId }: ClaimedEffect): Promise<Attempt['reason']> {
  const run = await collectionOf(Runs).findOne(
    { _id: runId },
    { projection: { status: 1, 'state.sequences': 1 }, maxTimeMS: 5_000 },
  )
  if (run?.status === 'cancelled') return { code: 'run-cancelled', message: 'The run was cancelled first' }
  const isStopped = stepId !== null && run?.state.sequences[nodeId] === 'stopped'
  return isStopped ? { code: 'sequence-stopped', message: 'Its sequence was stopped first' } : null
}

function failed(effect: ClaimedEffect, error: unknown): Attempt {
  if (error instanceof GiveUp)
    return { effect, state: 'dead', reason: { code: error.code, message: error.message } }
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof KeepTrying)
    return { effect, state: 'due', dueAt: error.at, attempts: 0, reason: { code: error.code, message } }
  if (effect.attempts >= MOST_ATTEMPTS) return quarantined(effect, message)
  if (error instanceof RetryLater)
    return { effect, state: 'due', dueAt: error.at, reason: { code: error.code, message } }
  const cause = error instanceof Error ? error.name : 'unknown' // the message may hold an address
  log.warn({ effectId: effect._id, kind: effect.kind, attempts: effect.attempts, cause }, 'effect failed')
  const dueAt = new Date(now().getTime() + FIRST_RETRY_MS * 4 ** (effect.attempts - 1))
  return { effect, state: 'due', dueAt, reason: { code: 'failed', message } }
}

function quarantined(effect: ClaimedEffect, message = 'It ended its worker each time'): Attempt {
  log.error({ effectId: effect._id, kind: effect.kind, attempts: effect.attempts }, 'effect quarantined')
  return {
    effect,
    state: 'dead',
    reason: { code: 'too-many-attempts', message: `Failed ${MOST_ATTEMPTS} times: ${message}` },
  }
}
