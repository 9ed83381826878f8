import type { WorkflowDocument } from '../document/document'
import { leadsTo } from './check-cycles'
import { type CompiledWorkflow, reachableFrom, successorsOf } from './graph'
import type { Problem } from './problem'

/** There must be a goal that starts the workflow, it must lead somewhere, and every node must be on a way from one. */
export function checkReachability(document: WorkflowDocument, graph: CompiledWorkflow): Problem[] {
  if (document.nodes.length === 0 || graph.starts.length === 0) return [noStart]
  const unconnected = graph.starts.filter((id) => successorsOf(graph, id).length === 0).map(startsNothing)
  const reached = reachableFrom(graph.starts, (id) => [...successorsOf(graph, id), ...leadsTo(graph, id)])
  const unreachable = [...graph.nodes.keys()].filter((id) => !reached.has(id)).map(isUnreachable)
  return [...unconnected, ...unreachable]
}

const noStart: Problem = {
  code: 'no-start',
  nodeId: null,
  field: null,
  message: 'Add a goal that nothing leads to: it starts the workflow.',
}

function startsNothing(nodeId: string): Problem {
  return {
    code: 'unconnected',
    nodeId,
    field: null,
    message: 'Connect this goal to what should happen next.',
  }
}

function isUnreachable(nodeId: string): Problem {
  return {
    code: 'unreachable',
    nodeId,
    field: null,
    message: 'Nothing leads here. Connect it, or remove it.',
  }
}
