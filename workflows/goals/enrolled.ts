import { z } from 'zod'
import { defineGoal } from '../define-node'

/** Someone, or the API, put the prospect into this workflow. */
export const enrolled = defineGoal({
  type: 'enrolled',
  title: 'Enrolled',
  description: 'Starts when a prospect is enrolled by hand or through the API.',
  icon: 'user-plus',
  config: z.object({}),
  initial: {},
  summary: () => 'When a prospect is enrolled',
  on: 'prospect.enrolled',
  reached: (_config, event, { nodeId }) =>
    event.kind === 'prospect.enrolled' && (event.nodeId === null || event.nodeId === nodeId),
  onlyStarts: true,
  examples: (_config, { workflowId }) => [
    { label: 'Is enrolled', payload: { kind: 'prospect.enrolled', workflowId, nodeId: null } },
  ],
})
