import { describeEffect, type EffectRequest } from '@/workflows/effects'
import { collectionOf } from '../db/collection-of'
import { findRows } from '../db/find-rows'
import { Effects } from '../effects/stored-effect'
import { Plans } from '../runs/plan'

/** What events did, a sentence for each effect that happened, by the event's id. */
export async function doneByEvents(eventIds: string[]): Promise<Map<string, string[]>> {
  if (eventIds.length === 0) return new Map()
  const plans = await findRows(Plans, { _id: { $in: eventIds } }, { 'runs.effects.id': 1 }).toArray()
  const ids = plans.flatMap(({ runs }) => runs.flatMap(({ effects }) => effects.map(({ id }) => id)))
  const done = await collectionOf(Effects)
    .find(
      { _id: { $in: ids }, state: 'done' },
      { projection: { planId: 1, kind: 1, payload: 1 }, maxTimeMS: 10_000 },
    )
    .sort({ seq: 1, index: 1 })
    .toArray()
  const sentences = new Map<string, string[]>()
  for (const { planId, kind, payload } of done) {
    const sentence = describeEffect({ kind, payload } as EffectRequest) // stored as the executor typed it
    sentences.set(planId, [...(sentences.get(planId) ?? []), sentence])
  }
  return sentences
}
