import { z } from 'zod'
import { definitionFor } from '../catalogue'
import type { ActionDefinition, TimerDefinition } from '../define-node'
import { type Step, stepSchema } from '../fields'
import type { CompiledNode } from './graph'

/** A step with its definition and config, ready to execute. */
export type ExecutableStep = {
  id: string
  /** Its place among the steps as they were drawn. */
  index: number
  definition: ActionDefinition | TimerDefinition
  config: Record<string, unknown>
}

/** The steps of a sequence as they were drawn; none for other nodes or a half-filled config. */
export function stepsOf(node: CompiledNode): Step[] {
  if (node.definition.kind !== 'sequence') return []
  return z.array(stepSchema).safeParse(node.config.steps).data ?? []
}

/** The steps of a compiled sequence with their definitions and parsed configs; what does not parse is left out. */
export function executableSteps(node: CompiledNode): ExecutableStep[] {
  return stepsOf(node).flatMap((step, index) => {
    const definition = definitionFor(step.type)
    if (definition?.kind !== 'action' && definition?.kind !== 'timer') return []
    const parsed = definition.config.safeParse(step.config)
    return parsed.success ? [{ id: step.id, index, definition, config: parsed.data }] : []
  })
}
