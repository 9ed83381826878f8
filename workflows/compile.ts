import { checkConfigs } from './compile/check-configs'
import { checkCycles } from './compile/check-cycles'
import { checkEdges } from './compile/check-edges'
import { checkReachability } from './compile/check-reachability'
import { checkReferences } from './compile/check-references'
import { type CompiledWorkflow, graphOf } from './compile/graph'
import type { Problem } from './compile/problem'
import { warnAboutSnapshot } from './compile/warn-about-snapshot'
import type { WorkflowDocument } from './document/document'
import type { References } from './references'

export type { CompiledWorkflow } from './compile/graph'
export type { Problem } from './compile/problem'

export type Compiled = {
  /** What stands in the way of publishing; empty when `workflow` is there. */
  problems: Problem[]
  /** What is allowed but probably not meant. */
  warnings: Problem[]
  workflow: CompiledWorkflow | null
}

/**
 * The only judge of a drawing: an executable workflow, or all its problems at once. Badges, inspector errors, the
 * publish button and the executor all read this. Without `references`, what nodes point to is not checked (a
 * published version was checked when it was published).
 */
export function compile(document: WorkflowDocument, references?: References): Compiled {
  const { nodes, problems: configProblems } = checkConfigs(document)
  const edgeProblems = checkEdges(document)
  const graph = graphOf(document, nodes)
  const problems = [
    ...configProblems,
    ...(references ? checkReferences(document, references) : []),
    ...edgeProblems,
    ...checkReachability(document, graph),
    ...checkCycles(graph),
  ]
  return {
    problems,
    warnings: warnAboutSnapshot(graph),
    workflow: problems.length ? null : graph,
  }
}
