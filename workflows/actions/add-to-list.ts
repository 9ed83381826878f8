import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

export const addToList = defineAction({
  type: 'add-to-list',
  title: 'Add to list',
  description: 'Puts the prospect on a list. One that is on it already stays.',
  icon: 'list-plus',
  config: z.object({ listId: field.pick('List', 'lists') }),
  initial: { listId: '' },
  summary: ({ listId }, { lists }) =>
    listId ? `Adds to the list ${nameList([listId], lists)}` : 'Choose a list',
  perform: ({ listId }) => [{ kind: 'list.join', payload: { listId } }],
  writes: () => ['lists'],
})
