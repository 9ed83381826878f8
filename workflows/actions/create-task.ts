import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'
import { describeDuration } from '../sequence/describe-duration'

/** Every time, literally: three times through here are three tasks (?21). */
export const createTask = defineAction({
  type: 'create-task',
  title: 'Create task',
  description: 'Puts a task on the task list of a user, each time.',
  icon: 'square-check',
  config: z.object({
    title: field.text('Title', {
      placeholder: 'Call {{ firstName }}',
      help: 'Merge fields such as {{ firstName }} show the prospect’s values at that moment.',
    }),
    dueIn: field.duration('Due in', { help: 'Leave it empty for a task without a due date.' }).optional(),
    ownerId: field
      .pick('Owner of the task', 'users', {
        placeholder: 'The owner of the prospect',
        help: 'Without a choice it is for the owner of the prospect.',
      })
      .optional(),
  }),
  initial: { title: '', dueIn: 'P1D' },
  summary: ({ title, dueIn, ownerId }, { users }) => {
    if (!title) return 'Fill in the title of the task'
    const due = dueIn ? `, due in ${describeDuration(dueIn)}` : ''
    return `Creates the task “${title}”${ownerId ? ` for ${nameList([ownerId], users)}` : ''}${due}`
  },
  perform: ({ title, dueIn = null, ownerId = null }) => [
    { kind: 'task.create', payload: { title, dueIn, ownerId } },
  ],
})
