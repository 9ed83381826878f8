import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { joinNames } from '../name-list'
import type { References } from '../references'

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
    return `Clicks ${joinNames(
      links.map((link) => labelOf(link, messages)),
      'or',
    )}`
  },
  on: 'link.clicked',
  reached: ({ links }, event) =>
    event.kind === 'link.clicked' &&
    links.some(({ messageId, linkId }) => linkId === event.linkId && messageId === event.messageId),
  examples: ({ links }, { references }) =>
    links.map((link) => {
      const email = references.messages.find(({ id }) => id === link.messageId)?.name ?? 'an email'
      return {
        label: `Clicks ${labelOf(link, references.messages)} in “${email}”`,
        payload: { kind: 'link.clicked' as const, ...link },
      }
    }),
})

function labelOf(
  { messageId, linkId }: { messageId: string; linkId: string },
  messages: References['messages'],
): string {
  const link = messages.find(({ id }) => id === messageId)?.links.find(({ id }) => id === linkId)
  return `“${link?.label ?? 'missing'}”`
}
