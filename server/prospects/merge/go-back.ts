import { setTimeout as sleep } from 'node:timers/promises'
import { collectionOf } from '../../db/collection-of'
import { findRows } from '../../db/find-rows'
import { insertNew } from '../../db/insert-new'
import { derivedId } from '../../db/new-id'
import { Effects } from '../../effects/stored-effect'
import { inboxEvent, insertEvents } from '../../events/record-event'
import { Events } from '../../events/stored-event'
import { now } from '../../jobs/clock'
import { wakeWorker } from '../../jobs/wake-channel'
import { type Prospect, Prospects } from '../prospect'
import { searchOf } from '../search-words'
import { closeLog } from './close-log'
import { find, mergeable } from './go-forward'
import type { HeldMerge } from './hold-merge'
import { isStill } from './is-still'
import { markApplied, moveEffects, moveRuns, moveTasks } from './move-what-goes-on'
import { separate } from './separate'

const MOST_TRIES = 500

/** Does everything of taking a merge back that is not done yet. Any step can be done again. */
export async function goBack(held: HeldMerge): Promise<void> {
  const { from, into } = held.merge
  const stayed = await find(into)
  if (stayed?.mergedFrom?.includes(from)) await moveBack(held, stayed)
  const values = await takeBack(held)
  await bringBack(held, values)
  await tell(held)
  await held.release({ state: 'undone' }, true)
  wakeWorker('events.plan')
  wakeWorker('effects.apply')
}

/** Runs and effects go back while the other one is not there yet, so nobody can apply anything to them. */
async function moveBack(held: HeldMerge, stayed: Prospect): Promise<void> {
  const { _id, from, into, undoneBy, undoneAt } = held.merge
  const { runIds = [], effectIds = [], taskIds = [] } = held.merge.moved ?? {}
  await collectionOf(Prospects).updateOne({ _id: into }, { $set: { merging: _id } }, { maxTimeMS: 5_000 })
  const by = undoneBy ?? ''
  const payload = { kind: 'prospect.parted', mergeId: _id, otherId: from, by } as const
  await closeLog(held, {
    prospect: stayed,
    event: { id: derivedId(_id, 'parted'), at: undoneAt ?? now(), payload, by },
    workflowIds: new Set(),
  })
  await moveRuns(runIds, into, from)
  await moveTasks(taskIds, into, from)
  while ((await moveEffects(effectIds, into, from)) > 0) {
    await held.save({})
    await sleep(100)
  }
  const { fx = [] } = (await find(into)) ?? {}
  await markApplied(
    effectIds.filter((id) => fx.includes(id)),
    into,
  )
}

/** Takes from the one who stayed what the merge gave. @returns who the other one is again */
async function takeBack(held: HeldMerge) {
  const { from, into, copy, before, choices } = held.merge
  if (!copy || !before) throw new Error(`merge ${held.merge._id} never took place`)
  const merged = { copy: mergeable(copy), before, choices, isUnsubscribed: await hasUnsubscribed(held) }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const found = await find(into)
    if (!found?.mergedFrom?.includes(from)) return separate(merged.before, merged).returned
    const { stayed, returned } = separate(mergeable(found), merged)
    const { matchedCount } = await collectionOf(Prospects).updateOne(
      { _id: into, $expr: isStill(found) },
      {
        $set: {
          ...stayed,
          mergedFrom: found.mergedFrom.filter((id) => id !== from && !copy.mergedFrom?.includes(id)),
          search: searchOf(stayed),
          updatedAt: new Date(),
        },
        $unset: { merging: true },
      },
      { maxTimeMS: 5_000 },
    )
    if (matchedCount) return returned
  }
  throw new Error(`prospect ${into} changes all the time`)
}

async function hasUnsubscribed({ merge: { from, into, at } }: HeldMerge): Promise<boolean> {
  const asked = { prospectId: { $in: [from, into] }, kind: 'email.unsubscribed', at: { $gte: at } }
  return (await findRows(Events, asked, { _id: 1 }).limit(1).toArray()).length > 0
}

async function bringBack(held: HeldMerge, values: ReturnType<typeof mergeable>): Promise<void> {
  const { copy, from } = held.merge
  if (!copy) return
  const { merging: _merging, ...own } = copy
  const guarded = await findRows(
    Effects,
    { _id: { $in: own.fx }, guardedUntil: { $ne: null } },
    { _id: 1 },
  ).toArray()
  const fx = guarded.map(({ _id }) => _id)
  const back: Prospect = { ...own, ...values, fx, search: searchOf(values), updatedAt: new Date() }
  const [refused] = await insertNew(collectionOf(Prospects), [back])
  if (!refused || (await find(from))) return
  // A third one has taken the address since.
  const without = { ...back, email: null }
  await insertNew(collectionOf(Prospects), [{ ...without, search: searchOf(without) }])
}

async function tell({ merge: { _id, from, into, undoneBy, undoneAt } }: HeldMerge): Promise<void> {
  const payload = { kind: 'prospect.parted', mergeId: _id, otherId: into, by: undoneBy ?? '' } as const
  const id = derivedId(_id, 'returned')
  await insertEvents([inboxEvent(payload, { prospectId: from, id, at: undoneAt ?? now() })])
}
