import { definitionFor } from '@/workflows/catalogue'
import type { WorkflowDocument } from '@/workflows/document/document'
import type { References } from '@/workflows/references'
import { nameOf } from './node-view'

type NamedSequence = { id: string; name: string }

/** The sequences drawn in a document. */
export function sequencesIn({ nodes }: WorkflowDocument): NamedSequence[] {
  return nodes
    .filter(({ type }) => definitionFor(type)?.kind === 'sequence')
    .map((node) => ({ id: node.id, name: nameOf(node) }))
}

/** References in which this workflow offers the sequences of its draft, not those of its live version. */
export function withOwnSequences(
  references: References,
  workflowId: string,
  sequences: NamedSequence[],
): References {
  const others = references.workflows.filter(({ id }) => id !== workflowId)
  const own = references.workflows.find(({ id }) => id === workflowId)
  return { ...references, workflows: [{ id: workflowId, name: own?.name ?? '', sequences }, ...others] }
}
