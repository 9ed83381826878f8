import { isDatabaseAway } from '../db/is-database-away'
import { type Application, applyToProspect, type JustRead } from '../effects/apply-to-prospect'
import { handlerFor } from '../effects/handlers'
import { GiveUp } from '../effects/outcome'
import type { StoredEffect } from '../effects/stored-effect'
import type { StoredEvent } from '../events/stored-event'
import { guardedUntil } from '../jobs/lease'
import { log } from '../log'
import type { Plan } from './plan'

export type AppliedAtOnce = {
  /** The plan's effects as they are to be stored: done, or with what went wrong. */
  effects: StoredEffect[]
  /** To be put into the inbox before the effects are stored, of which some say that they are. */
  followUps: StoredEvent[]
  /** The lease was over before all was applied, so somebody else finishes this plan. */
  isLost: boolean
  /** The prospect's last activity was written down together with its changes. */
  isActivityNoted: boolean
}

type Circumstances = {
  /** The end of the lease on the lane, by the database's clock. */
  leaseUntil: Date
  /** When the prospect did what the plan comes of; null: that was done to it, or long ago. */
  activityAt: Date | null
}

/**
 * Applies what a plan asks of our own database, before anything later of the same prospect is planned. What fails
 * by its own fault stays due, or is dead, and holds nobody up.
 *
 * @param effects of the plan that nobody has stored yet
 */
export async function applyAtOnce(
  plan: Plan,
  effects: StoredEffect[],
  { leaseUntil, activityAt }: Circumstances,
): Promise<AppliedAtOnce> {
  const changes = effects.filter(({ kind }) => handlerFor(kind).scope === 'prospect')
  const outcome = await applyChanges(changes, leaseUntil, { found: plan.snapshot, activityAt })
  const applied = new Map(outcome.effects.map((effect) => [effect?._id, effect] as const))
  const isLost = changes.some(({ _id }) => !applied.get(_id))
  if (!isLost) for (const effect of await writeRecords(effects)) applied.set(effect._id, effect)
  const followUps = isLost ? [] : effects.flatMap((effect) => followUpOf(effect, plan))
  return {
    effects: isLost
      ? []
      : effects.map((effect) => applied.get(effect._id) ?? entered(effect, followUps) ?? effect),
    followUps,
    isLost,
    isActivityNoted: outcome.isActivityNoted,
  }
}

type Changed = {
  /** Null where the lease was over. */
  effects: (StoredEffect | null)[]
  isActivityNoted: boolean
}

/** Together when nothing is wrong with any of them, else one by one. */
async function applyChanges(
  effects: StoredEffect[],
  leaseUntil: Date,
  justRead?: JustRead,
): Promise<Changed> {
  if (effects.length === 0) return { effects: [], isActivityNoted: false }
  try {
    const applications = await applyToProspect(effects, leaseUntil, justRead)
    return {
      effects: effects.map((effect, index) =>
        outcomeOf(effect, applications[index], guardedUntil(leaseUntil)),
      ),
      isActivityNoted: applications.some((one) => one.result === 'applied' && one.isActivityNoted),
    }
  } catch (error) {
    if (isDatabaseAway(error)) throw error
    const [effect] = effects
    if (effects.length === 1 && effect) return { effects: [failed(effect, error)], isActivityNoted: false }
    const outcomes: (StoredEffect | null)[] = []
    for (const one of effects) outcomes.push(...(await applyChanges([one], leaseUntil)).effects)
    return { effects: outcomes, isActivityNoted: false }
  }
}

/** Inserts under ids of their own need no lease: whoever writes them, they are there once. */
async function writeRecords(effects: StoredEffect[]): Promise<StoredEffect[]> {
  const written: StoredEffect[] = []
  for (const effect of effects) {
    const handler = handlerFor(effect.kind)
    if (handler.scope !== 'record') continue
    try {
      const { state, reason = null } = await handler.write(effect)
      written.push({ ...effect, attempts: 1, state, reason, doneAt: state === 'done' ? new Date() : null })
    } catch (error) {
      if (isDatabaseAway(error)) throw error
      written.push(failed(effect, error))
    }
  }
  return written
}

function outcomeOf(
  effect: StoredEffect,
  application: Application | undefined,
  guardedUntil: Date,
): StoredEffect | null {
  if (application?.result === 'applied' || application?.result === 'already-applied') {
    const { before, reason, choice } = { before: effect.before, ...application }
    return {
      ...effect,
      attempts: 1,
      state: 'done',
      doneAt: new Date(),
      guardedUntil,
      before,
      ...(reason && { reason }),
      ...(choice && { choice }),
    }
  }
  if (application?.result !== 'erased') return null
  return { ...effect, state: 'erased', reason: { code: 'erased', message: 'The prospect was erased' } }
}

function failed(effect: StoredEffect, error: unknown): StoredEffect {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof GiveUp)
    return { ...effect, attempts: 1, state: 'dead', reason: { code: error.code, message } }
  log.warn(
    { effectId: effect._id, kind: effect.kind, cause: String(error) },
    'an effect failed; it is tried again',
  )
  return { ...effect, attempts: 1, reason: { code: 'failed', message } }
}

function followUpOf(effect: StoredEffect, plan: Plan): StoredEvent[] {
  const handler = handlerFor(effect.kind)
  return handler.scope === 'inbox' ? [handler.event(effect, effect.payload, plan)] : []
}

function entered(effect: StoredEffect, followUps: StoredEvent[]): StoredEffect | null {
  if (!followUps.some(({ causedBy }) => causedBy === effect._id)) return null
  return { ...effect, attempts: 1, state: 'done', doneAt: new Date() }
}
