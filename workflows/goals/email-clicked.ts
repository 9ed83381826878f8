import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** The prospect clicked any link of an email, in its HTML or in its text version (IF-11), links added later included. */
export const emailClicked = defineGoal({
  type: 'email-clicked',
  title: 'Email clicked',
  description: 'Reached when the prospect clicks any link of one of the chosen emails.',
  icon: 'mouse-pointer-click',
  config: z.object({ messageIds: field.pickMany('Emails', 'messages') }),
  initial: { messageIds: [] },
  summary: ({ messageIds = [] }, { messages }) =>
    messageIds.length ? `Clicks any link in ${nameList(messageIds, messages)}` : 'Choose an email',
  on: 'link.clicked',
  reached: ({ messageIds }, event) =>
    event.kind === 'link.clicked' && event.messageId !== null && messageIds.includes(event.messageId),
  examples: ({ messageIds }, { references }) =>
    messageIds.map((messageId) => ({
      label: `Clicks a link in ${nameList([messageId], references.messages)}`,
      payload: {
        kind: 'link.clicked' as const,
        linkId: references.messages.find(({ id }) => id === messageId)?.links[0]?.id ?? 'any',
        messageId,
      },
    })),
})
