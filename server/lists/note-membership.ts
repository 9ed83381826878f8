import type { EffectPayload } from '@/workflows/effects'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { collectionOf } from '../db/collection-of'
import { insertNew } from '../db/insert-new'
import { derivedId } from '../db/new-id'
import { GiveUp } from '../effects/outcome'
import type { Preparation } from '../effects/preparation'
import type { StoredEffect } from '../effects/stored-effect'
import { Lists } from './list'
import { type Membership, Memberships } from './membership'

type ListPayload = EffectPayload<'list.join'>

/**
 * Before an effect puts a prospect on a list: the line in the list's history, once, unless they are on it already.
 * @param prospect as the effect will find it
 * @throws GiveUp when the list was deleted
 */
export async function noteJoining(
  effect: StoredEffect,
  { listId }: ListPayload,
  prospect: ProspectSnapshot,
): Promise<Preparation<ListPayload>> {
  const list = await collectionOf(Lists).findOne(
    { _id: listId },
    { projection: { kind: 1 }, maxTimeMS: 5_000 },
  )
  if (!list) throw new GiveUp('The list was deleted; choose another one and publish again', 'list-missing')
  if (list.kind === 'criteria') throw fillsItself()
  if (prospect.lists.includes(listId)) return (await isNoted(effect)) ? {} : onList
  await insertNew(collectionOf(Memberships), [line(effect, listId, 'joined')])
  return {}
}

/** Before an effect takes a prospect off a list: the line in the list's history, once, if they are on it. */
export async function noteLeaving(
  effect: StoredEffect,
  { listId }: ListPayload,
  prospect: ProspectSnapshot,
): Promise<Preparation<ListPayload>> {
  const isByCriteria = await collectionOf(Lists).countDocuments(
    { _id: listId, kind: 'criteria' },
    { maxTimeMS: 5_000 },
  )
  if (isByCriteria) throw fillsItself()
  if (!prospect.lists.includes(listId)) return (await isNoted(effect)) ? {} : notOnList
  await insertNew(collectionOf(Memberships), [line(effect, listId, 'left')])
  return {}
}

function fillsItself(): GiveUp {
  return new GiveUp(
    'The list fills itself by its criteria; choose a static list and publish again',
    'list-fills-itself',
  )
}

/** Notes only: the update is done all the same, since somebody may change the list at this moment. */
const onList: Preparation<ListPayload> = {
  reason: { code: 'already-on-list', message: 'The prospect was on the list already' },
}
const notOnList: Preparation<ListPayload> = {
  reason: { code: 'not-on-list', message: 'The prospect was not on the list' },
}

/** True when an earlier attempt got as far as the history, so that it may have changed the prospect too. */
async function isNoted({ _id }: StoredEffect): Promise<boolean> {
  return (await collectionOf(Memberships).countDocuments({ _id: lineId(_id) }, { maxTimeMS: 5_000 })) > 0
}

const lineId = (effectId: string) => derivedId(effectId, 'membership')

function line(effect: StoredEffect, listId: string, change: Membership['change']): Membership {
  return {
    _id: lineId(effect._id),
    listId,
    prospectId: effect.prospectId,
    change,
    at: effect.createdAt,
    by: `workflow:${effect.workflowId}`,
    runId: effect.runId,
  }
}
