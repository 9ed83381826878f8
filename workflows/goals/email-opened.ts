import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** The prospect opened an email (IF-13). Mail programs fetch pictures by themselves, so it is no proof of a person. */
export const emailOpened = defineGoal({
  type: 'email-opened',
  title: 'Email opened',
  description:
    'Reached when one of the chosen emails is opened. Some mail programs open every email, so prefer clicks.',
  icon: 'eye',
  config: z.object({ messageIds: field.pickMany('Emails', 'messages') }),
  initial: { messageIds: [] },
  summary: ({ messageIds = [] }, { messages }) =>
    messageIds.length ? `Opens ${nameList(messageIds, messages)}` : 'Choose an email',
  on: 'email.opened',
  reached: ({ messageIds }, event) => event.kind === 'email.opened' && messageIds.includes(event.messageId),
  examples: ({ messageIds }, { references }) =>
    messageIds.map((messageId) => ({
      label: `Opens ${nameList([messageId], references.messages)}`,
      payload: { kind: 'email.opened' as const, messageId },
    })),
})
