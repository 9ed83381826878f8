import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { type Plan, Plans } from './plan'

export type InsertedPlans = {
  inserted: Plan[]
  /** What another planner stored first for the same events; these count (I9). */
  stored: Plan[]
  /** Built on a state that another plan has changed meanwhile: to be built again. */
  outdated: Plan[]
}

/** Stores plans, each once. */
export async function insertPlans(built: Plan[]): Promise<InsertedPlans> {
  const refused = await insertNew(collectionOf(Plans), built)
  const stored = await storedPlans(refused.map(({ _id }) => _id))
  const refusedIds = new Set(refused.map(({ _id }) => _id))
  return {
    inserted: built.filter(({ _id }) => !refusedIds.has(_id)),
    stored: [...stored.values()],
    outdated: refused.filter(({ _id }) => !stored.has(_id)),
  }
}

/** The plans that exist for these events. */
export async function storedPlans(eventIds: string[]): Promise<Map<string, Plan>> {
  if (eventIds.length === 0) return new Map()
  const plans = await collectionOf(Plans)
    .find({ _id: { $in: eventIds } }, { maxTimeMS: 10_000 })
    .toArray()
  return new Map(plans.map((plan) => [plan._id, plan]))
}
