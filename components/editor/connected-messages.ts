import { z } from 'zod'
import { definitionFor } from '@/workflows/catalogue'
import type { WorkflowDocument } from '@/workflows/document/document'
import { referencesIn, stepSchema } from '@/workflows/fields'

/**
 * The emails that the nodes before this one send, nearest first, each once (KP-7: the emails of the connected
 * sequences). Follows edges backwards, however many there are.
 */
export function connectedMessageIds(document: WorkflowDocument, nodeId: string): string[] {
  const found = new Set<string>()
  const seen = new Set([nodeId])
  let nearest = [nodeId]
  while (nearest.length) {
    const before = document.edges.filter(({ to }) => nearest.includes(to)).map(({ from }) => from)
    nearest = [...new Set(before)].filter((id) => !seen.has(id))
    for (const id of nearest) {
      seen.add(id)
      const node = document.nodes.find((other) => other.id === id)
      if (!node) continue
      const steps = z.array(stepSchema).safeParse(node.config.steps).data ?? []
      for (const part of [node, ...steps]) for (const message of messagesIn(part)) found.add(message)
    }
  }
  return [...found]
}

function messagesIn({ type, config }: { type: string; config: Record<string, unknown> }): string[] {
  const definition = definitionFor(type)
  if (!definition) return []
  try {
    return referencesIn(definition.config, config).flatMap((reference) =>
      reference.kind === 'message' && reference.id ? [reference.id] : [],
    )
  } catch {
    return [] // settings that do not fit their type point to nothing
  }
}
