import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../db/collection-of'
import { GUARDED_UPDATE_MS } from '../jobs/lease'
import { isMergedAway } from '../prospects/merge/where-merged'
import { type Prospect, Prospects } from '../prospects/prospect'
import { handlerFor } from './handlers'
import { compatibleGroups, type MergedUpdate } from './merge-updates'
import type { Preparation } from './preparation'
import { afterEffect, type PreparedEffect, prepareEffects } from './prepare-effects'
import type { StoredEffect } from './stored-effect'
import { updateTogether } from './update-together'

export type Application =
  | ({ result: 'applied'; before: StoredEffect['before']; isActivityNoted?: true } & Note)
  | ({ result: 'already-applied' } & Note)
  | { result: 'lease-over' }
  | { result: 'erased' }

/** What preparing told of how the effect was done. */
type Note = Pick<Preparation, 'reason' | 'choice'>

/** What a planner knows of a prospect that it has just read. */
export type JustRead = {
  /** The prospect as it most probably still is. */
  found: ProspectSnapshot
  /** Written into the same update when the effects come of something that the prospect did (?24). */
  activityAt: Date | null
}

/**
 * Changes a prospect by ONE update, guarded by the effects' ids in `fx` and by the lease (3-guarantees). However
 * many workers do this at whatever moment, each change happens once. Effects that touch the same value in
 * different ways take one update each.
 *
 * @param effects of one prospect, in their order
 * @param leaseUntil the end of the lease under which this worker acts, by the database's clock
 * @param justRead then this may go together with updates of other prospects
 * @returns what came of each, in the same order
 */
export async function applyToProspect(
  effects: StoredEffect[],
  leaseUntil: Date,
  justRead?: JustRead,
): Promise<Application[]> {
  const prepared = await prepareEffects(effects)
  if (!prepared) {
    const gone = await whyGone(effects[0]?.prospectId ?? '')
    return effects.map(() => gone)
  }
  const applications: Application[] = []
  for (const [index, group] of compatibleGroups(prepared, updateOf).entries()) {
    const together = index === 0 && justRead ? await applyTogether(group, leaseUntil, justRead) : null
    applications.push(...(together ?? (await applyGroup(group, leaseUntil))))
  }
  return applications
}

type Group = { items: PreparedEffect[]; update: MergedUpdate }

/** Null when it is not certain that it took place on exactly these values. */
async function applyTogether(
  { items, update: { setIfNull, ...update } }: Group,
  leaseUntil: Date,
  { found, activityAt }: JustRead,
): Promise<Application[] | null> {
  if (setIfNull) return null
  const paths = Object.values(update).flatMap((fields) => Object.keys(fields))
  const isDone = await updateTogether({
    prospectId: items[0]?.effect.prospectId ?? '',
    ids: items.map(({ effect }) => effect._id),
    update,
    found: new Map(paths.map((path) => [path, valueAt(found, path)])),
    leaseUntil,
    activityAt,
  })
  if (!isDone) return null
  return appliedTo(found, items).map((application) => ({ ...application, isActivityNoted: true as const }))
}

function valueAt(prospect: ProspectSnapshot, path: string): unknown {
  const [field = '', key] = path.split('.')
  const value: unknown = Reflect.get(prospect, field)
  return (key && value && typeof value === 'object' ? Reflect.get(value, key) : value) ?? null
}

async function applyGroup({ items, update }: Group, leaseUntil: Date): Promise<Application[]> {
  const ids = items.map(({ effect }) => effect._id)
  const prospectId = items[0]?.effect.prospectId ?? ''
  const before = await collectionOf(Prospects).findOneAndUpdate(
    { _id: prospectId, fx: { $nin: ids }, $expr: { $lt: ['$$NOW', leaseUntil] } },
    databaseUpdate(update, ids),
    { returnDocument: 'before', projection: { fx: 0 }, maxTimeMS: GUARDED_UPDATE_MS },
  )
  if (before) return appliedTo(before, items)
  // Perhaps some of them stand there already and some do not.
  if (items.length > 1) return applyOneByOne(items, leaseUntil)
  const application = await whyNot(prospectId, ids[0] ?? '')
  return [application.result === 'already-applied' ? { ...application, ...noteOf(items[0]) } : application]
}

async function applyOneByOne(items: PreparedEffect[], leaseUntil: Date): Promise<Application[]> {
  const applications: Application[] = []
  for (const item of items)
    applications.push(...(await applyGroup({ items: [item], update: updateOf(item) }, leaseUntil)))
  return applications
}

/** Only a pipeline can look at a value while setting it, and only operators can do the rest. */
function databaseUpdate({ setIfNull, ...operators }: MergedUpdate, ids: string[]) {
  if (!setIfNull)
    return { ...operators, $push: { fx: { $each: ids } }, $currentDate: { updatedAt: true as const } }
  const values = Object.entries(setIfNull).map(([field, value]) => [
    field,
    { $ifNull: [`$${field}`, { $literal: value }] },
  ])
  return [
    { $set: { ...Object.fromEntries(values), fx: { $concatArrays: ['$fx', ids] }, updatedAt: '$$NOW' } },
  ]
}

/** Each effect found the prospect as the one before it had left it. */
function appliedTo(prospect: ProspectSnapshot, items: PreparedEffect[]) {
  let current = prospect as Prospect // what an effect touches is part of the snapshot
  return items.map((item) => {
    const { effect, payload } = item
    const handler = handlerFor(effect.kind)
    const before = handler.scope === 'prospect' ? handler.before(current, payload) : null
    current = { ...current, ...afterEffect(current, item) }
    return { result: 'applied' as const, before, ...noteOf(item) }
  })
}

function noteOf(item: PreparedEffect | undefined): Note {
  const { reason, choice } = item?.preparation ?? {}
  return { ...(reason && { reason }), ...(choice && { choice }) }
}

/** Not matched does not mean done: it is done only when its id stands there. */
async function whyNot(prospectId: string, effectId: string): Promise<Application> {
  const prospect = await collectionOf(Prospects).findOne(
    { _id: prospectId },
    { projection: { fx: 1 }, maxTimeMS: 5_000 },
  )
  if (!prospect) return whyGone(prospectId)
  return { result: prospect.fx.includes(effectId) ? 'already-applied' : 'lease-over' }
}

/** Of somebody who is merged into another prospect, the effect is given to that one: nothing is to be done here. */
async function whyGone(prospectId: string): Promise<Application> {
  return { result: (await isMergedAway(prospectId)) ? 'lease-over' : 'erased' }
}

function updateOf({ effect, payload, preparation }: PreparedEffect): MergedUpdate {
  const handler = handlerFor(effect.kind)
  if (handler.scope !== 'prospect') throw new Error(`${effect.kind} does not change a prospect`)
  return preparation.isNothing ? {} : handler.update(payload)
}
