import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** The prospect unsubscribed, from one of the chosen emails (IF-13). */
export const emailUnsubscribed = defineGoal({
  type: 'email-unsubscribed',
  title: 'Unsubscribed',
  description: 'Reached when the prospect unsubscribes from one of the chosen emails.',
  icon: 'mail-x',
  config: z.object({ messageIds: field.pickMany('Emails', 'messages') }),
  initial: { messageIds: [] },
  summary: ({ messageIds = [] }, { messages }) =>
    messageIds.length ? `Unsubscribes from ${nameList(messageIds, messages)}` : 'Choose an email',
  on: 'email.unsubscribed',
  reached: ({ messageIds }, event) =>
    event.kind === 'email.unsubscribed' && event.messageId !== null && messageIds.includes(event.messageId),
  examples: ({ messageIds }, { references }) =>
    messageIds.map((messageId) => ({
      label: `Unsubscribes from ${nameList([messageId], references.messages)}`,
      payload: { kind: 'email.unsubscribed' as const, messageId },
    })),
})
