'use client'

import { Combobox } from '@/components/ui/combobox'
import { useReferences, useSources } from '../editor-context'
import { textOf, type WidgetProps } from './widget-props'

/** Chooses a sequence of this drawing or of another live workflow; `workflowId` beside it names a foreign one. */
export function SequenceWidget({ control, name, value, config, onPatch, isReadOnly }: WidgetProps) {
  const { workflowId: here } = useSources()
  const { workflows } = useReferences()
  const options = workflows.flatMap((workflow) =>
    workflow.sequences.map(({ id, name: label }) => ({
      value: keyOf(workflow.id === here ? null : workflow.id, id),
      label,
      hint: workflow.id === here ? 'In this workflow' : `In “${workflow.name}”`,
      target: { [name]: id, workflowId: workflow.id === here ? undefined : workflow.id },
    })),
  )
  const nodeId = textOf(value)
  return (
    <Combobox
      {...control}
      options={options}
      value={nodeId ? keyOf(textOf(config.workflowId) || null, nodeId) : null}
      onValueChange={(key) => {
        const chosen = options.find((option) => option.value === key)
        if (chosen) onPatch(chosen.target)
      }}
      placeholder="Choose a sequence…"
      searchPlaceholder="Search sequences…"
      emptyText="There is no sequence yet. Draw one in this workflow, or publish another workflow that has one."
      disabled={isReadOnly}
    />
  )
}

const keyOf = (workflowId: string | null, nodeId: string) => JSON.stringify([workflowId, nodeId])
