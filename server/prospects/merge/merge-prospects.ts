import type { Filter } from 'mongodb'
import { z } from 'zod'
import { mergeChoicesSchema } from '@/workflows/combine-prospects'
import { collectionOf } from '../../db/collection-of'
import { findRows } from '../../db/find-rows'
import { insertNew } from '../../db/insert-new'
import { isDuplicateKey } from '../../db/is-duplicate-key'
import { newId } from '../../db/new-id'
import { AppError } from '../../errors'
import { now } from '../../jobs/clock'
import { log } from '../../log'
import { loadProspect, unknownProspect } from '../load-prospect'
import type { ProspectRecord } from '../prospect-record'
import { goBack } from './go-back'
import { find, goForward } from './go-forward'
import { holdMerge } from './hold-merge'
import { type Merge, Merges, toBeFinished } from './merge'
import { currentId } from './where-merged'

export const mergeProspectsSchema = z.object({
  /** Who is taken in, and is gone afterwards. */
  otherId: z.string().min(1, 'Choose a prospect').max(100),
  ...mergeChoicesSchema.shape,
})

type Merging = z.output<typeof mergeProspectsSchema> & { id: string; by: string }

/**
 * Takes one prospect into another one, the survivor. What the other did stays recorded as it is and is shown with
 * the survivor; open runs, effects that wait, and tasks go on with the survivor. Events of the other that arrive
 * meanwhile or ever after are the survivor's.
 *
 * @param id of the survivor
 * @param by a user id, or `api-key:<id>`
 * @returns the survivor, and the id of the merge
 * @throws AppError 'not-found'; 'unprocessable' for a prospect and itself; 'conflict' while one of them is merged
 */
export async function mergeProspects({
  id,
  otherId,
  by,
  ...choices
}: Merging): Promise<{ mergeId: string; prospect: ProspectRecord }> {
  const [survivor, other] = await Promise.all([find(id), find(otherId)])
  if (!survivor) throw unknownProspect(id)
  if (id === otherId || (!other && (await currentId(otherId)) === id)) throw alreadyOne()
  if (!other) throw unknownProspect(otherId)
  const merge: Merge = {
    _id: newId(),
    from: otherId,
    into: id,
    state: 'merging',
    choices,
    by,
    at: now(),
    undoneBy: null,
    undoneAt: null,
    busy: [otherId, id],
    lease: null,
    copy: null,
    before: null,
    moved: null,
  }
  const [refused] = await insertNew(collectionOf(Merges), [merge])
  if (refused) throw underWay()
  if (!(await goOn(merge._id))) throw underWay()
  return { mergeId: merge._id, prospect: await loadProspect(id) }
}

type Undoing = { id: string; mergeId: string; by: string }

/**
 * Takes a merge back: the other prospect is there again as they were, with the runs that go on; what happened since
 * stays with the survivor.
 *
 * @param id of the survivor, or of the one who comes back
 * @returns who is there again
 * @throws AppError 'not-found'; 'conflict' when it was taken back already, when the survivor was merged into somebody
 * else since, or while one of them is merged
 */
export async function undoMerge({ id, mergeId, by }: Undoing): Promise<ProspectRecord> {
  const merge = await collectionOf(Merges).findOne({ _id: mergeId }, { maxTimeMS: 5_000 })
  if (!merge || ![merge.into, merge.from].includes(id)) throw unknownMerge(mergeId)
  if (merge.state === 'undone' || merge.state === 'aborted') throw undoneAlready()
  if (merge.state === 'merged') await begin(merge, by)
  if (!(await goOn(mergeId))) throw underWay()
  return loadProspect(merge.from)
}

async function begin({ _id, from, into }: Merge, by: string): Promise<void> {
  if (!(await find(into))) throw mergedOn()
  try {
    const { matchedCount } = await collectionOf(Merges).updateOne(
      { _id, state: 'merged' },
      { $set: { state: 'undoing', undoneBy: by, undoneAt: now(), busy: [from, into] } },
      { maxTimeMS: 5_000 },
    )
    if (matchedCount === 0) throw underWay()
  } catch (error) {
    throw isDuplicateKey(error) ? underWay() : error
  }
}

/**
 * Goes on with a merge from wherever it got to.
 *
 * @returns false while somebody else does
 * @throws when it could not be done now; a tick goes on then
 */
async function goOn(id: string): Promise<boolean> {
  const held = await holdMerge(id)
  if (!held) return false
  try {
    if (held.merge.state === 'merging') await goForward(held)
    else if (held.merge.state === 'undoing') await goBack(held)
    else await held.release()
    return true
  } catch (error) {
    await held.release(putOff(held.merge)).catch(() => undefined)
    throw error
  }
}

const FIRST_DELAY_MS = 1_000
const LONGEST_DELAY_MS = 5 * 60_000

function putOff({ failures = 0 }: Merge): Pick<Merge, 'failures' | 'retryAt'> {
  const delay = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** failures)
  return { failures: failures + 1, retryAt: new Date(now().getTime() + delay) }
}

/**
 * Finishes what a crash cut short. A tick calls this; at any time, any number of times, it is harmless.
 *
 * @throws when one fails, which is how admins see it; it is left alone for longer each time
 */
export async function finishMerges(): Promise<void> {
  const failed = await goOnWith(toBeFinished())
  if (failed.length) throw new Error(failed.join('; '))
}

/** Finishes the merge that a prospect takes part in, if it can be done, also when it was put off. */
export async function finishMergeOf(id: string): Promise<void> {
  await goOnWith({ busy: id })
}

/** @returns which of them failed, and why */
async function goOnWith(filter: Filter<Merge>): Promise<string[]> {
  const open = await findRows(Merges, filter, { _id: 1 }).limit(100).toArray()
  const failed: string[] = []
  for (const { _id } of open)
    await goOn(_id).catch((error) => {
      log.warn({ mergeId: _id, cause: String(error) }, 'a merge is not done yet; it is tried again')
      failed.push(`Merge ${_id} is not done yet: ${String(error)}`)
    })
  return failed
}

/** @throws AppError 'conflict' while the prospect takes part in a merge that is not done */
export async function checkNotMerging({ _id }: { _id: string }): Promise<void> {
  if (await collectionOf(Merges).countDocuments({ busy: _id }, { limit: 1, maxTimeMS: 5_000 }))
    throw underWay()
}

function alreadyOne(): AppError {
  return new AppError('unprocessable', {
    message: 'a prospect cannot be merged with itself',
    userMessage: 'These are the same prospect already. Choose another one.',
  })
}

function underWay(): AppError {
  return new AppError('conflict', {
    message: 'one of the prospects is being merged',
    userMessage: 'One of these prospects is being merged at this moment. Try again in a few seconds.',
  })
}

function mergedOn(): AppError {
  return new AppError('conflict', {
    message: 'the survivor of a merge was merged into somebody else',
    userMessage: 'This prospect was itself merged with another one since. Undo that merge first.',
  })
}

function undoneAlready(): AppError {
  return new AppError('conflict', {
    message: 'this merge was undone',
    userMessage: 'This merge was undone already, so there is nothing left to undo.',
  })
}

function unknownMerge(id: string): AppError {
  return new AppError('not-found', {
    message: `no merge ${id}`,
    userMessage: 'There is no such merge, or one of the prospects was erased.',
  })
}
