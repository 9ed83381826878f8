import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** The prospect was put on one of the chosen lists. */
export const listJoined = defineGoal({
  type: 'list-joined',
  title: 'List joined',
  description: 'Reached when the prospect is added to one of the chosen lists.',
  icon: 'list-plus',
  config: z.object({ listIds: field.pickMany('Lists', 'lists') }),
  initial: { listIds: [] },
  summary: ({ listIds = [] }, { lists }) =>
    listIds.length ? `Joins ${nameList(listIds, lists)}` : 'Choose a list',
  on: 'list.joined',
  reached: ({ listIds }, event) => event.kind === 'list.joined' && listIds.includes(event.listId),
  examples: ({ listIds }, { references }) =>
    listIds.map((listId) => ({
      label: `Joins ${nameList([listId], references.lists)}`,
      payload: { kind: 'list.joined' as const, listId },
    })),
})
