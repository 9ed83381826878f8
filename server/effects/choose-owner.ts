import type { EffectPayload } from '@/workflows/effects'
import { listUsers } from '../auth/list-users'
import { GiveUp } from './outcome'
import type { Preparation } from './preparation'
import type { StoredEffect } from './stored-effect'
import { takeTurn } from './take-turn'

type OwnerPayload = EffectPayload<'owner.assign'>

/**
 * Decides who becomes the owner, for good: asked again for the same effect, it is the same user.
 * @throws GiveUp when none of the users is there any more
 */
export async function chooseOwner(
  effect: StoredEffect,
  { userIds, mode }: OwnerPayload,
): Promise<Preparation<OwnerPayload>> {
  const present = await presentUsers(userIds)
  const [first] = present
  if (first === undefined)
    throw new GiveUp('None of the chosen users has an account any more; choose somebody else', 'no-user')
  const ownerId = mode === 'fixed' ? first : await takeTurn(effect, present)
  return { payload: { userIds: [ownerId], mode }, choice: { ownerId } }
}

/** Those of the users who have an account, in the order given, each once. */
async function presentUsers(userIds: string[]): Promise<string[]> {
  const known = new Set((await listUsers()).map(({ id }) => id))
  return [...new Set(userIds)].filter((id) => known.has(id))
}
