import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

export const removeFromList = defineAction({
  type: 'remove-from-list',
  title: 'Remove from list',
  description: 'Takes the prospect off a list.',
  icon: 'list-minus',
  config: z.object({ listId: field.pick('List', 'lists') }),
  initial: { listId: '' },
  summary: ({ listId }, { lists }) =>
    listId ? `Removes from the list ${nameList([listId], lists)}` : 'Choose a list',
  perform: ({ listId }) => [{ kind: 'list.leave', payload: { listId } }],
  writes: () => ['lists'],
})
