import { applyEffect, type EffectRequest } from '@/workflows/effects'
import { collectionOf } from '../db/collection-of'
import { type Prospect, Prospects } from '../prospects/prospect'
import { handlerFor } from './handlers'
import type { Preparation } from './preparation'
import type { StoredEffect } from './stored-effect'

/** An effect on a prospect, ready to be applied; `payload` has everything decided. */
export type PreparedEffect = {
  effect: StoredEffect
  payload: StoredEffect['payload']
  preparation: Preparation
}

/**
 * Finds out and writes down what has to stand before a prospect is changed, for kinds of effects that need it. Each
 * is shown the prospect as it will find it. The prospect is read only for those that need it.
 *
 * @param effects of one prospect, in their order
 * @returns null when the prospect is gone
 */
export async function prepareEffects(effects: StoredEffect[]): Promise<PreparedEffect[] | null> {
  if (!effects.some(preparing))
    return effects.map((effect) => ({ effect, payload: effect.payload, preparation: {} }))
  let prospect: Prospect | null = await collectionOf(Prospects).findOne(
    { _id: effects[0]?.prospectId ?? '' },
    { maxTimeMS: 5_000 },
  )
  if (!prospect) return null
  const prepared: PreparedEffect[] = []
  for (const effect of effects) {
    const item = await prepareOne(effect, prospect)
    prepared.push(item)
    prospect = { ...prospect, ...afterEffect(prospect, item) }
  }
  return prepared
}

/** The prospect after an effect, as far as the effect changes it. */
export function afterEffect(prospect: Prospect, { effect, payload, preparation }: PreparedEffect) {
  if (preparation.isNothing) return prospect
  return applyEffect(prospect, { kind: effect.kind, payload } as EffectRequest) // stored side by side
}

async function prepareOne(effect: StoredEffect, prospect: Prospect): Promise<PreparedEffect> {
  const preparation = (await preparing(effect)?.(effect, effect.payload, prospect)) ?? {}
  return { effect, payload: preparation.payload ?? effect.payload, preparation }
}

function preparing({ kind }: StoredEffect) {
  const handler = handlerFor(kind)
  return handler.scope === 'prospect' ? handler.prepare : undefined
}
