import { type CompiledWorkflow, compile } from '../compile'
import { emptyDocument, type WorkflowDocument } from '../document/document'

type Drawing = Record<string, { type: string; config?: Record<string, unknown> }>

/**
 * A document in few words: nodes by id (which is also their name), edges as `'a -> b'` or `'a.branch -> b'`.
 * For tests and examples.
 */
export function draw(nodes: Drawing, edges: string[] = []): WorkflowDocument {
  return {
    ...emptyDocument,
    nodes: Object.entries(nodes).map(([id, { type, config = {} }], index) => ({
      id,
      type,
      name: id,
      config,
      position: { x: index * 280, y: 0 },
    })),
    edges: edges.map((edge, index) => {
      const [source = '', to = ''] = edge.split(' -> ')
      const [from = '', output = 'next'] = source.split('.')
      return { id: `edge-${index}`, from, output, to }
    }),
  }
}

/** The executable workflow of a drawing; throws with all its problems when it has any. */
export function compiled(document: WorkflowDocument): CompiledWorkflow {
  const { workflow, problems } = compile(document)
  if (!workflow) throw new Error(problems.map(({ nodeId, message }) => `${nodeId}: ${message}`).join('\n'))
  return workflow
}

/** A step of a sequence that sends the email of the same id. */
export const emailStep = (id: string) => ({ id, type: 'send-email', config: { messageId: id } })

/** A step of a sequence that waits. */
export const waitStep = (id: string, duration: string) => ({ id, type: 'wait', config: { for: duration } })

/** “Score is at least 10” as criteria. */
export const scoreAtLeast = (value: number) => ({
  combinator: 'and' as const,
  rules: [{ field: 'score', operator: '>=' as const, value }],
})
