import { z } from 'zod'
import { definitionFor } from '@/workflows/catalogue'
import type { NodeDefinition } from '@/workflows/define-node'
import { nextOutput, type Output, outputsOf } from '@/workflows/define-node'
import type { WorkflowDocument } from '@/workflows/document/document'
import { type Step, stepSchema } from '@/workflows/fields'
import type { References } from '@/workflows/references'

type Typed = { type: string; config: Record<string, unknown> }

/** The title of a node or step type; of an unknown one its raw name. */
export function titleOf(type: string): string {
  return definitionFor(type)?.title ?? type
}

/** What a node is called: by its name, or by its type while it has none. */
export function nameOf({ name, type }: { name: string; type: string }): string {
  return name || titleOf(type)
}

/** The sentence of a node or step. Half-filled and even malformed settings have one, so that a card always draws. */
export function summaryOf({ type, config }: Typed, references: References): string {
  const definition = definitionFor(type)
  if (!definition) return 'This server does not know this type.'
  try {
    return definition.summary(config as never, references) // settings as they are; the catch is for those that do not fit
  } catch {
    return 'These settings cannot be read. Fill them in again.'
  }
}

/** The steps drawn on a card; none for nodes that hold no steps. */
export function stepsOf({ type, config }: Typed): Step[] {
  const holdsSteps = definitionFor(type)?.kind === 'sequence'
  return holdsSteps ? (z.array(stepSchema).safeParse(config.steps).data ?? []) : []
}

/** The ways out of a node; a node of an unknown type keeps those that are drawn. */
export function outputsOfNode(node: Typed & { id: string }, { edges }: WorkflowDocument): Output[] {
  const definition = definitionFor(node.type)
  if (definition) return outputsOf(definition, node.config)
  const drawn = edges.filter(({ from }) => from === node.id).map(({ output }) => output)
  return [...new Set([nextOutput.id, ...drawn])].map((id) => ({ id, label: id }))
}

/** True when something may lead to nodes of this type. */
export function hasInput(definition: NodeDefinition | undefined): boolean {
  return !(definition?.kind === 'goal' && definition.onlyStarts)
}
