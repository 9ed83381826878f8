import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { joinNames } from '../name-list'

/** The prospect clicked one of the chosen links in an email (KP-1, KP-3, KP-7); bound by link id, never by URL. */
export const emailLinkClicked = defineGoal({
  type: 'email-link-clicked',
  title: 'Email link clicked',
  description:
    'Reached when the prospect clicks one of the chosen links in an email. The first response wins.',
  icon: 'mail-open',
  config: z.object({
    links: field.messageLinks('Links in emails', {
      help: 'Choose an email of the connected sequences, then click the links in it that satisfy this goal.',
    }),
  }),
  initial: { links: [] },
  summary: ({ links = [] }, { messages }) => {
    if (!links.length) return 'Choose a link in an email'
    const labels = links.map(({ messageId, linkId }) => {
      const link = messages.find(({ id }) => id === messageId)?.links.find(({ id }) => id === linkId)
      return `“${link?.label ?? 'missing'}”`
    })
    return `Clicks ${joinNames(labels, 'or')}`
  },
  on: 'link.clicked',
  reached: ({ links }, event) =>
    event.kind === 'link.clicked' &&
    links.some(({ messageId, linkId }) => linkId === event.linkId && messageId === event.messageId),
})
