'use client'

import { Handle, type NodeProps, Position, useStore } from '@xyflow/react'
import { CircleAlert, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { OutcomeBadge } from '@/components/runs/outcome-badge'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { definitionFor } from '@/workflows/catalogue'
import { type Output, outputsOf } from '@/workflows/define-node'
import { emptyDocument, type WorkflowNode } from '@/workflows/document/document'
import type { Step } from '@/workflows/fields'
import { useEditor, useReferences } from '../editor-context'
import { hasInput, nameOf, outputsOfNode, stepsOf, summaryOf, titleOf } from '../node-view'
import { kindColours, unknownColours } from './kind-colours'
import { NodeName } from './node-name'
import type { FlowNode } from './to-flow'

const farZoom = 0.5
const stepsShownMax = 6

/** The card of a node of any type, drawn from its definition. From afar only icon and name are drawn. */
export const NodeCard = memo(function NodeCard({ data: { node }, selected }: NodeProps<FlowNode>) {
  const isFar = useStore(({ transform }) => transform[2] < farZoom)
  const definition = definitionFor(node.type)
  const colours = definition ? kindColours[definition.kind] : unknownColours
  const mark = useEditor(({ marks }) => marks.get(node.id))
  return (
    <div
      className={cn(
        'relative w-60 rounded-xl border bg-surface text-left shadow-[0_1px_2px_rgb(0_0_0/0.05)] transition-shadow hover:shadow-pop',
        selected ? 'border-accent ring-2 ring-accent/30' : mark ? 'border-info' : 'border-line-strong',
        mark?.isCurrent && 'ring-4 ring-info/40',
      )}
      data-simulated={mark?.outcome}
    >
      {mark ? (
        <span className="absolute -top-3 left-3">
          <OutcomeBadge outcome={mark.outcome} />
        </span>
      ) : null}
      {hasInput(definition) ? (
        <Handle type="target" position={Position.Left} role="group" aria-label={`Into ${nameOf(node)}`} />
      ) : null}
      <div className="flex items-start gap-2.5 p-3">
        <span
          className={cn('flex size-9 shrink-0 items-center justify-center rounded-lg', colours.icon)}
          data-kind={definition?.kind}
        >
          <Icon name={definition?.icon ?? ''} className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          {isFar ? null : <p className="truncate text-ink-faint text-xs">{titleOf(node.type)}</p>}
          <NodeName node={node} isLarge={isFar} />
        </div>
        <NodeBadge nodeId={node.id} />
      </div>
      {isFar ? null : <CardBody node={node} />}
      <Outputs node={node} />
    </div>
  )
})

function CardBody({ node }: { node: WorkflowNode }) {
  const references = useReferences()
  const steps = stepsOf(node)
  if (steps.length) return <StepLines steps={steps} />
  if (hasBranches(node)) return null
  return (
    <p className="-mt-1 line-clamp-3 wrap-anywhere px-3 pb-3 text-[13px] text-ink-soft">
      {summaryOf(node, references)}
    </p>
  )
}

/** True when the card lists its branches, which then say more than a sentence. */
function hasBranches(node: WorkflowNode): boolean {
  const definition = definitionFor(node.type)
  return definition !== undefined && outputsOf(definition, node.config).length > 1
}

function StepLines({ steps }: { steps: Step[] }) {
  const references = useReferences()
  const hidden = steps.length - stepsShownMax
  return (
    <ol className="mx-3 mb-3 flex flex-col gap-1 border-t pt-2" aria-label="Steps">
      {steps.slice(0, stepsShownMax).map((step) => (
        <li key={step.id} className="flex items-center gap-2 text-[13px] text-ink-soft">
          <Icon name={definitionFor(step.type)?.icon ?? ''} className="size-3.5 text-ink-faint" />
          <span className="truncate">{summaryOf(step, references)}</span>
        </li>
      ))}
      {hidden > 0 ? <li className="pl-5.5 text-ink-faint text-xs">and {hidden} more</li> : null}
    </ol>
  )
}

function NodeBadge({ nodeId }: { nodeId: string }) {
  const problems = useEditor((state) => state.badges.get(nodeId)?.problems ?? 0)
  const warnings = useEditor((state) => state.badges.get(nodeId)?.warnings ?? 0)
  if (!problems && !warnings) return null
  const [count, noun, colour] = problems
    ? [problems, 'problem', 'bg-bad-soft text-bad']
    : [warnings, 'warning', 'bg-warn-soft text-warn']
  const text = `${count} ${noun}${count === 1 ? '' : 's'}`
  const Drawn = problems ? CircleAlert : TriangleAlert
  return (
    <span title={text} className={cn('flex h-5.5 shrink-0 items-center rounded-full px-1', colour)}>
      <Drawn className="size-3.5" aria-hidden />
      <span className="sr-only">{text}</span>
    </span>
  )
}

/** One handle on the card's side, or one for each branch beside its label. */
function Outputs({ node }: { node: WorkflowNode }) {
  const document = useEditor((state) => (definitionFor(node.type) ? null : state.document))
  const outputs = outputsOfNode(node, document ?? emptyDocument)
  const only = outputs.length === 1 ? outputs[0] : undefined
  if (only) return <OutputHandle output={only} nodeName={nameOf(node)} />
  return (
    <ul className="border-t py-1.5" aria-label="Branches">
      {outputs.map((output) => (
        <li key={output.id} className="relative py-0.5 pr-4 pl-3 text-right text-[13px] text-ink-soft">
          <span className="block truncate">{output.label}</span>
          <OutputHandle output={output} nodeName={nameOf(node)} />
        </li>
      ))}
    </ul>
  )
}

function OutputHandle({ output, nodeName }: { output: Output; nodeName: string }) {
  return (
    <Handle
      type="source"
      id={output.id}
      position={Position.Right}
      role="group"
      aria-label={`${output.label} of ${nodeName}`}
      title={`Drag to connect “${output.label}”`}
    />
  )
}
