import { z } from 'zod'
import { defineGoal } from '../define-node'
import { field } from '../fields'
import { nameList } from '../name-list'

/** The prospect clicked one of the chosen tracked links (IR-12). */
export const redirectLinkClicked = defineGoal({
  type: 'redirect-link-clicked',
  title: 'Link clicked',
  description: 'Reached when the prospect clicks one of the chosen tracked links.',
  icon: 'mouse-pointer-click',
  config: z.object({ linkIds: field.links('Tracked links') }),
  initial: { linkIds: [] },
  summary: ({ linkIds = [] }, { links }) =>
    linkIds.length ? `Clicks ${nameList(linkIds, links)}` : 'Choose a link',
  on: 'link.clicked',
  reached: ({ linkIds }, event) => event.kind === 'link.clicked' && linkIds.includes(event.linkId),
  examples: ({ linkIds }, { references }) =>
    linkIds.map((linkId) => ({
      label: `Clicks ${nameList([linkId], references.links)}`,
      payload: { kind: 'link.clicked' as const, linkId, messageId: null },
    })),
})
