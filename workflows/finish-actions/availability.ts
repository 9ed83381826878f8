import { catalogue, definitionFor } from '../catalogue'
import type { ActionDefinition, NodeDefinition } from '../define-node'
import type { HostKind, HostRules } from '../hosts'

/** Every action there is, in the order of the palette. */
export const actionDefinitions = catalogue.filter(isAction)

/**
 * The availability matrix, action by host (?11, IF-5): null where an action of this type may stand, else why not.
 * Every action is available everywhere unless its own definition says otherwise.
 */
export function whyWithheld(type: string, kind: HostKind, rules: HostRules): string | null {
  const definition = definitionFor(type)
  if (!definition || !isAction(definition))
    return `“${definition?.title ?? type}” is not a finish action. Choose another one.`
  return definition.withheldFrom?.(kind, rules) ?? null
}

function isAction(definition: NodeDefinition): definition is ActionDefinition {
  return definition.kind === 'action'
}
