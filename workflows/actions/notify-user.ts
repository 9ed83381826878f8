import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** In the app and by email; merge fields in the message are filled in when it is sent. */
export const notifyUser = defineAction({
  type: 'notify-user',
  title: 'Notify user',
  description: 'Tells users of this workspace something, in the app and by email.',
  icon: 'bell',
  config: z.object({
    userIds: field.pickMany('Users', 'users'),
    message: field.longText('Message', {
      placeholder: '{{ firstName }} from {{ organization }} asked for a call.',
      help: 'Merge fields such as {{ firstName }} show the prospect’s values at that moment.',
    }),
  }),
  initial: { userIds: [], message: '' },
  summary: ({ userIds = [], message }, { users }) => {
    if (userIds.length === 0) return 'Choose whom to notify'
    return message ? `Notifies ${nameList(userIds, users, 'and')}` : 'Fill in the message'
  },
  perform: ({ userIds, message }) => [{ kind: 'user.notify', payload: { userIds, message } }],
})
