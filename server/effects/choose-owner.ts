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
  const ids = present.map(({ id }) => id)
  const ownerId = mode === 'fixed' ? first.id : await takeTurn(effect, ids)
  const name = present.find(({ id }) => id === ownerId)?.name ?? 'a user who has no account any more'
  return {
    payload: { userIds: [ownerId], mode },
    choice: { ownerId },
    reason: { code: 'assigned', message: `The owner is ${name}` },
  }
}

/** Those of the users who have an account, in the order given, each once. */
async function presentUsers(userIds: string[]): Promise<{ id: string; name: string }[]> {
  const known = new Map((await listUsers()).map((user) => [user.id, user]))
  return [...new Set(userIds)].flatMap((id) => {
    const user = known.get(id)
    return user ? [{ id, name: user.name || user.email }] : []
  })
}
