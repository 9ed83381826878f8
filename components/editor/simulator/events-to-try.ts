import type { CompiledWorkflow } from '@/workflows/compile'
import type { ExampleEvent } from '@/workflows/define-node'
import type { References } from '@/workflows/references'

/** The events that the goals of a drawing listen to, each once, in the order of the drawing. */
export function eventsToTry(
  workflow: CompiledWorkflow,
  known: { workflowId: string; references: References },
): ExampleEvent[] {
  const examples = [...workflow.nodes.values()].flatMap(({ definition, config }) =>
    definition.kind === 'goal' ? definition.examples(config, known) : [],
  )
  return [...new Map(examples.map((example) => [JSON.stringify(example.payload), example])).values()]
}
