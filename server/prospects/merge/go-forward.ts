import { combine, type Mergeable } from '@/workflows/combine-prospects'
import { collectionOf } from '../../db/collection-of'
import { insertNew } from '../../db/insert-new'
import { isDuplicateKey } from '../../db/is-duplicate-key'
import { derivedId } from '../../db/new-id'
import { inboxEvent, insertEvents } from '../../events/record-event'
import { wakeWorker } from '../../jobs/wake-channel'
import { type Prospect, Prospects } from '../prospect'
import { searchOf } from '../search-words'
import { closeLog, openWorkflows } from './close-log'
import type { HeldMerge } from './hold-merge'
import { isStill } from './is-still'
import { markApplied, moveEffects, moveRuns, moveTasks, whatGoesOn } from './move-what-goes-on'

const MOST_TRIES = 500

/** Does everything of a merge that is not done yet. Any step can be done again. */
export async function goForward(held: HeldMerge): Promise<void> {
  const { from, into } = held.merge
  await markGoing(held)
  const going = await find(from)
  if (going) await endLogOf(going, held)
  const copy = await takeAway(held)
  if ((await giveTo(held, copy)) === 'gone') return abort(held, copy)
  await markApplied(copy.fx, from)
  if (!held.merge.moved) await held.save({ moved: await whatGoesOn(from) })
  const { runIds = [], effectIds = [], taskIds = [] } = held.merge.moved ?? {}
  await moveRuns(runIds, from, into)
  await moveTasks(taskIds, from, into)
  const left = await moveEffects(effectIds, from, into)
  if (left) throw new Error(`${left} effects of ${from} are being applied`)
  await tell(held)
  await held.release({ state: 'merged' }, true)
  wakeWorker('events.plan')
}

export function find(id: string): Promise<Prospect | null> {
  return collectionOf(Prospects).findOne({ _id: id }, { maxTimeMS: 5_000 })
}

/** From now on nobody plans anything for them. */
async function markGoing({ merge: { _id, from } }: HeldMerge): Promise<void> {
  await collectionOf(Prospects).updateOne({ _id: from }, { $set: { merging: _id } }, { maxTimeMS: 5_000 })
}

/** A workflow in which both are goes on with the one who stays, so that nobody is in it twice. */
async function endLogOf(going: Prospect, held: HeldMerge): Promise<void> {
  const { _id, into, by, at } = held.merge
  const payload = { kind: 'prospect.merged', mergeId: _id, otherId: into, hasGone: true, by } as const
  await closeLog(held, {
    prospect: going,
    event: { id: derivedId(_id, 'gone'), at, payload, by },
    workflowIds: await openWorkflows(into),
  })
}

/** Keeps who goes, complete, and deletes exactly that: what changes in between is seen, and kept too. */
async function takeAway(held: HeldMerge): Promise<Prospect> {
  const { from } = held.merge
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const copy = await find(from)
    if (!copy) return kept(held)
    await held.save({ copy })
    const { deletedCount } = await collectionOf(Prospects).deleteOne(
      { _id: from, $expr: isStill(copy) },
      { maxTimeMS: 5_000 },
    )
    if (deletedCount) return copy
  }
  throw new Error(`prospect ${from} changes all the time`)
}

function kept({ merge: { copy, from } }: HeldMerge): Prospect {
  if (!copy) throw new Error(`prospect ${from} is gone`)
  return copy
}

/** One update gives the survivor everything, on exactly the values that are kept as those before. */
async function giveTo(held: HeldMerge, copy: Prospect): Promise<'given' | 'gone'> {
  const { from, into } = held.merge
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const found = await find(into)
    if (!found) return 'gone'
    if (found.mergedFrom?.includes(from)) return 'given'
    await held.save({ before: mergeable(found) })
    if (await give(held, found, copy)) return 'given'
  }
  throw new Error(`prospect ${into} changes all the time`)
}

async function give(held: HeldMerge, found: Prospect, copy: Prospect): Promise<boolean> {
  const { choices, from } = held.merge
  const values = combine(mergeable(found), mergeable(copy), choices)
  const activity = [found.lastActivityAt, copy.lastActivityAt].flatMap((at) => at ?? [])
  try {
    const { matchedCount } = await collectionOf(Prospects).updateOne(
      { _id: found._id, $expr: isStill(found) },
      {
        $set: {
          ...values,
          mergedFrom: [...new Set([...(found.mergedFrom ?? []), from, ...(copy.mergedFrom ?? [])])],
          search: searchOf(values),
          lastActivityAt: activity.length ? new Date(Math.max(...activity.map(Number))) : null,
          updatedAt: new Date(),
        },
      },
      { maxTimeMS: 5_000 },
    )
    return matchedCount > 0
  } catch (error) {
    if (!isDuplicateKey(error)) throw error
    // A third one has taken the address since; the survivor keeps what they had.
    await held.save({ choices: { ...choices, fields: { ...choices.fields, email: 'survivor' } } })
    return false
  }
}

/** What of a stored prospect a merge looks at. */
export function mergeable(prospect: Prospect): Mergeable {
  const { email, firstName, lastName, organization, phone, timezone, fields, tags, lists, score } = prospect
  const { ownerId, leadStatus, consent, visitorIds } = prospect
  const values = { email, firstName, lastName, organization, phone, timezone, fields, tags, lists, score }
  return { ...values, ownerId, leadStatus, consent, visitorIds }
}

/** The survivor was erased first: the other one stays who they are. */
async function abort(held: HeldMerge, { merging: _merging, ...copy }: Prospect): Promise<void> {
  await insertNew(collectionOf(Prospects), [copy])
  await held.release({ state: 'aborted' }, true)
}

async function tell({ merge: { _id, from, into, by, at } }: HeldMerge): Promise<void> {
  const payload = { kind: 'prospect.merged', mergeId: _id, otherId: from, hasGone: false, by } as const
  await insertEvents([inboxEvent(payload, { prospectId: into, id: derivedId(_id, 'stayed'), at })])
}
