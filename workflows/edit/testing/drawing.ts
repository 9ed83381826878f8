import { emptyDocument, type WorkflowDocument } from '../../document/document'

/**
 * A small document for tests: nodes by id (also their name), edges as `a>b` or `a:branch>b`.
 * `configs` and `types` fill in what a test is about; other nodes are add-tags actions.
 */
export function drawing({
  nodes,
  edges = [],
  configs = {},
  types = {},
}: {
  nodes: string[]
  edges?: string[]
  configs?: Record<string, Record<string, unknown>>
  types?: Record<string, string>
}): WorkflowDocument {
  return {
    ...emptyDocument,
    nodes: nodes.map((id, index) => ({
      id,
      type: types[id] ?? 'add-tags',
      name: id,
      config: configs[id] ?? {},
      position: { x: index * 100, y: 0 },
    })),
    edges: edges.map((edge) => {
      const [source = '', to = ''] = edge.split('>')
      const [from = '', output = 'next'] = source.split(':')
      return { id: edge, from, output, to }
    }),
  }
}

/** Ids in a row: `new-1`, `new-2` … */
export function countingIds(): () => string {
  let count = 0
  return () => {
    count += 1
    return `new-${count}`
  }
}
