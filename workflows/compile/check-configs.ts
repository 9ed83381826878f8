import type { z } from 'zod'
import { definitionFor, isStepType } from '../catalogue'
import type { NodeDefinition } from '../define-node'
import type { WorkflowDocument, WorkflowNode } from '../document/document'
import { stepsOf } from './executable-steps'
import type { CompiledNode } from './graph'
import type { Problem } from './problem'

/** Parses every node's config, and every step's, by its own type; returns what could be parsed and all problems. */
export function checkConfigs(document: WorkflowDocument): {
  nodes: Map<string, CompiledNode>
  problems: Problem[]
} {
  const nodes = new Map<string, CompiledNode>()
  const problems: Problem[] = []
  for (const node of document.nodes) {
    if (nodes.has(node.id)) problems.push(duplicateId(node.id))
    const definition = definitionFor(node.type)
    if (!definition) {
      problems.push(unknownType(node))
      continue
    }
    const parsed = definition.config.strict().safeParse(node.config, { error: adviseMissing })
    if (!parsed.success) problems.push(...problemsOf(parsed.error, node.id, ''))
    // A config that does not parse is judged no further: its type's initial one stands in, so that edges still count.
    const config = parsed.success ? parsed.data : definition.initial
    const compiled = { id: node.id, name: node.name, definition, config }
    problems.push(...checkSteps(compiled), ...checkBranchIds(compiled))
    nodes.set(node.id, compiled)
  }
  return { nodes, problems }
}

function checkSteps(node: CompiledNode): Problem[] {
  const problems: Problem[] = []
  const seen = new Set<string>()
  for (const [index, step] of stepsOf(node).entries()) {
    const at = `steps.${index}`
    if (seen.has(step.id)) problems.push(duplicateId(node.id, `${at}.id`))
    seen.add(step.id)
    const definition = definitionFor(step.type)
    if (!definition || !isStepType(definition)) {
      problems.push(unknownStep(node.id, `${at}.type`, step.type))
      continue
    }
    const parsed = definition.config.strict().safeParse(step.config, { error: adviseMissing })
    if (!parsed.success) problems.push(...problemsOf(parsed.error, node.id, `${at}.config.`))
  }
  return problems
}

function checkBranchIds(node: CompiledNode): Problem[] {
  const branches = node.config.branches
  if (node.definition.kind !== 'branching' || !Array.isArray(branches)) return []
  const ids = branches.map((branch: unknown) => (branch as { id?: unknown }).id) // checked by the schema already
  return ids.includes('else') || new Set(ids).size < ids.length ? [duplicateId(node.id, 'branches')] : []
}

/** What is not there at all has no message of its own field, as an incomplete config of the API. */
function adviseMissing({ input }: { input?: unknown }): string | undefined {
  return input === undefined ? 'Fill in this field' : undefined
}

function problemsOf(error: z.ZodError, nodeId: string, prefix: string): Problem[] {
  return error.issues.map(({ path, message }) => ({
    code: 'invalid-config',
    nodeId,
    field: prefix + path.join('.') || null,
    message,
  }))
}

function duplicateId(nodeId: string, field: string | null = null): Problem {
  return {
    code: 'duplicate-id',
    nodeId,
    field,
    message: 'Two parts have the same id. Remove one and add it again.',
  }
}

function unknownType({ id, type }: WorkflowNode): Problem {
  const message = `This server does not know the node type “${type}”. Upgrade it, or remove the node.`
  return { code: 'unknown-type', nodeId: id, field: null, message }
}

function unknownStep(nodeId: string, field: string, type: NodeDefinition['type']): Problem {
  const message = `“${type}” cannot be a step of a sequence. Remove the step.`
  return { code: 'unknown-type', nodeId, field, message }
}
