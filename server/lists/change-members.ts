import { z } from 'zod'
import { applyEffect } from '@/workflows/effects'
import { collectionOf } from '../db/collection-of'
import { newId } from '../db/new-id'
import { recordChanges } from '../events/record-changes'
import { now } from '../jobs/clock'
import { Prospects } from '../prospects/prospect'
import { refuseByHand } from './list-criteria'
import { findList } from './load-list'
import { type Membership, Memberships } from './membership'

export const changeMembersSchema = z.object({
  prospectIds: z
    .array(z.string().min(1).max(100))
    .min(1, 'Choose at least one prospect')
    .max(1000, 'Choose at most 1,000 prospects at a time'),
})

type Change = { listId: string; prospectIds: string[]; by: string }

/**
 * Puts prospects on a list by hand, each with a line in its history; workflows that wait for it are told.
 * @param by a user id, or `api-key:<id>`
 * @returns how many were not on it before; who does not exist is left out
 * @throws AppError 'not-found' for an unknown list, 'unprocessable' for one by criteria
 */
export async function addMembers({ listId, prospectIds, by }: Change): Promise<{ changed: number }> {
  refuseByHand(await findList(listId))
  return changeEach(prospectIds, async (prospectId) => {
    const before = await collectionOf(Prospects).findOneAndUpdate(
      { _id: prospectId, lists: { $ne: listId } },
      { $addToSet: { lists: listId }, $currentDate: { updatedAt: true } },
      { returnDocument: 'before', maxTimeMS: 5_000 },
    )
    if (!before) return false
    await note({ listId, prospectId, by, change: 'joined' })
    await recordChanges(prospectId, before, applyEffect(before, { kind: 'list.join', payload: { listId } }))
    return true
  })
}

/**
 * Takes prospects off a list by hand, each with a line in its history.
 * @returns how many were on it
 * @throws AppError 'not-found' for an unknown list
 */
export async function removeMembers({ listId, prospectIds, by }: Change): Promise<{ changed: number }> {
  refuseByHand(await findList(listId))
  return changeEach(prospectIds, async (prospectId) => {
    const { matchedCount } = await collectionOf(Prospects).updateOne(
      { _id: prospectId, lists: listId },
      { $pull: { lists: listId }, $currentDate: { updatedAt: true } },
      { maxTimeMS: 5_000 },
    )
    if (matchedCount) await note({ listId, prospectId, by, change: 'left' })
    return matchedCount > 0
  })
}

async function changeEach(
  prospectIds: string[],
  change: (prospectId: string) => Promise<boolean>,
): Promise<{ changed: number }> {
  let changed = 0
  for (const prospectId of new Set(prospectIds)) if (await change(prospectId)) changed += 1
  return { changed }
}

async function note(line: Pick<Membership, 'listId' | 'prospectId' | 'by' | 'change'>): Promise<void> {
  await Memberships.create({ _id: newId(), ...line, at: now(), runId: null })
}
