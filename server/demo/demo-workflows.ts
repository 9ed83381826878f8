import { emptyDocument, type WorkflowDocument, type WorkflowEdge } from '@/workflows/document/document'
import { demoId } from './demo-id'
import { demoLinks } from './demo-links'
import { demoMessageLinks, demoMessages } from './demo-messages'

const at = (column: number, row: number) => ({ x: 80 + column * 300, y: 120 + row * 180 })

const edge = (from: string, to: string, output = 'next'): WorkflowEdge => ({
  id: `${from}-${output}-${to}`,
  from,
  output,
  to,
})

const webinar: WorkflowDocument = {
  ...emptyDocument,
  nodes: [
    { id: 'start', type: 'enrolled', name: 'Invited by hand', config: {}, position: at(0, 1) },
    {
      id: 'invite',
      type: 'sequence',
      name: 'Invitation',
      config: {
        steps: [
          {
            id: 'mail',
            type: 'send-email',
            config: { messageId: demoMessages.invitation.id, criteria: null },
          },
          { id: 'pause', type: 'wait', config: { for: 'P2D' } },
          {
            id: 'again',
            type: 'send-email',
            config: { messageId: demoMessages.invitation.id, criteria: null },
          },
        ],
      },
      position: at(1, 1),
    },
    {
      id: 'seat',
      type: 'email-link-clicked',
      name: 'Saves a seat',
      config: { links: [{ messageId: demoMessages.invitation.id, linkId: demoMessageLinks.seat }] },
      position: at(2, 0),
    },
    {
      id: 'tag',
      type: 'add-tags',
      name: '',
      config: { tags: ['webinar'], criteria: null },
      position: at(3, 0),
    },
    {
      id: 'score',
      type: 'adjust-score',
      name: '',
      config: { by: 10, criteria: null },
      position: at(4, 0),
    },
    {
      id: 'hot',
      type: 'add-tags',
      name: 'Hot lead?',
      config: {
        tags: ['hot-lead'],
        criteria: { combinator: 'and', rules: [{ field: 'score', operator: '>=', value: 20 }] },
      },
      position: at(5, 0),
    },
    {
      id: 'move',
      type: 'move-to-sequence',
      name: '',
      config: { nodeId: 'before', criteria: null },
      position: at(6, 0),
    },
    {
      id: 'before',
      type: 'sequence',
      name: 'Before the webinar',
      config: {
        steps: [
          {
            id: 'confirm',
            type: 'send-email',
            config: { messageId: demoMessages.confirmation.id, criteria: null },
          },
          { id: 'wait', type: 'wait', config: { for: 'P1D' } },
          { id: 'tag', type: 'add-tags', config: { tags: ['reminded'], criteria: null } },
        ],
      },
      position: at(6, 1),
    },
    {
      id: 'guide',
      type: 'email-link-clicked',
      name: 'Reads the guide',
      config: { links: [{ messageId: demoMessages.invitation.id, linkId: demoMessageLinks.guide }] },
      position: at(2, 2),
    },
    {
      id: 'reader',
      type: 'add-tags',
      name: '',
      config: { tags: ['guide-reader'], criteria: null },
      position: at(3, 2),
    },
  ],
  edges: [
    edge('start', 'invite'),
    edge('invite', 'seat'),
    edge('seat', 'tag'),
    edge('tag', 'score'),
    edge('score', 'hot'),
    edge('hot', 'move'),
    edge('invite', 'guide'),
    edge('guide', 'reader'),
  ],
}

/** Left unfinished on purpose: its second branch sends an email that nobody has chosen yet. */
const followUp: WorkflowDocument = {
  ...emptyDocument,
  nodes: [
    {
      id: 'click',
      type: 'redirect-link-clicked',
      name: 'Reads the guide',
      config: { linkIds: [demoLinks.guide.id] },
      position: at(0, 1),
    },
    {
      id: 'size',
      type: 'decision',
      name: 'How large?',
      config: {
        branches: [
          {
            id: 'large',
            name: 'Large companies',
            criteria: {
              combinator: 'and',
              rules: [{ field: 'fields.companySize', operator: '>=', value: 200 }],
            },
          },
        ],
      },
      position: at(1, 1),
    },
    {
      id: 'score',
      type: 'adjust-score',
      name: '',
      config: { by: 15, criteria: null },
      position: at(2, 0),
    },
    {
      id: 'mail',
      type: 'send-email',
      name: '',
      config: { messageId: '', criteria: null },
      position: at(2, 2),
    },
  ],
  edges: [edge('click', 'size'), edge('size', 'score', 'large'), edge('size', 'mail', 'else')],
}

/** One workflow that is live and one that is being drawn. */
export const demoWorkflows = {
  webinar: { id: demoId('workflow', 'webinar'), name: 'Route planning webinar', document: webinar },
  followUp: { id: demoId('workflow', 'follow-up'), name: 'Follow up guide readers', document: followUp },
}
