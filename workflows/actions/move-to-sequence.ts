import { z } from 'zod'
import { defineAction } from '../define-node'
import { field } from '../fields'

/** Puts the prospect at the start of a sequence, here or in another workflow's live version (KP-2). */
export const moveToSequence = defineAction({
  type: 'move-to-sequence',
  title: 'Move to sequence',
  description: 'Puts the prospect at the start of a sequence, in this workflow or in another.',
  icon: 'corner-down-right',
  config: z.object({ workflowId: z.string().optional(), nodeId: field.sequence('Sequence') }),
  initial: { nodeId: '' },
  summary: ({ workflowId, nodeId }, { workflows }) => {
    if (!nodeId) return 'Choose a sequence'
    const sequences = workflows
      .filter(({ id }) => !workflowId || id === workflowId)
      .flatMap((w) => w.sequences)
    return `Moves to “${sequences.find(({ id }) => id === nodeId)?.name ?? 'a sequence'}”`
  },
  perform: ({ workflowId = null, nodeId }) => [{ kind: 'sequence.enter', payload: { workflowId, nodeId } }],
  leadsTo: ({ workflowId, nodeId }) => (workflowId ? [] : [nodeId]),
})
