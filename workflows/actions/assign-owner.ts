import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** Whose turn it is, is decided when the effect is applied, and kept with it. */
export const assignOwner = defineAction({
  type: 'assign-owner',
  title: 'Assign owner',
  description: 'Gives the prospect an owner: always the same user, or several users in turn.',
  icon: 'user-check',
  config: z
    .object({
      userIds: field.pickMany('Users', 'users'),
      mode: field.choice('How', [
        { value: 'fixed', label: 'Always the same user' },
        { value: 'round-robin', label: 'Several users in turn' },
      ]),
    })
    .refine(({ userIds, mode }) => mode !== 'fixed' || userIds.length <= 1, {
      message: 'Choose one user, or let several users take turns',
      path: ['userIds'],
    }),
  initial: { userIds: [], mode: 'fixed' },
  summary: ({ userIds = [], mode }, { users }) => {
    if (userIds.length === 0) return 'Choose who becomes the owner'
    if (mode === 'round-robin') return `Makes ${nameList(userIds, users, 'and')} the owner in turn`
    return `Makes ${nameList(userIds, users)} the owner`
  },
  perform: ({ userIds, mode }) => [{ kind: 'owner.assign', payload: { userIds, mode } }],
  writes: () => ['ownerId'],
})
