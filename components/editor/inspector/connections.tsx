'use client'

import { X } from 'lucide-react'
import { Combobox } from '@/components/ui/combobox'
import { IconButton } from '@/components/ui/icon-button'
import { definitionFor } from '@/workflows/catalogue'
import type { Output } from '@/workflows/define-node'
import type { WorkflowNode } from '@/workflows/document/document'
import { canConnect, connect } from '@/workflows/edit/connect'
import { disconnect } from '@/workflows/edit/disconnect'
import { useEditor, useEditorStore } from '../editor-context'
import { makeId } from '../make-id'
import { hasInput, nameOf, outputsOfNode, titleOf } from '../node-view'

/** Where a node leads, by each of its outputs: read and changed without dragging, for keyboards and small screens. */
export function Connections({ node }: { node: WorkflowNode }) {
  const document = useEditor((state) => state.document)
  const outputs = outputsOfNode(node, document)
  return (
    <section aria-label="Connections" className="flex flex-col gap-3 border-t pt-4">
      <h3 className="font-medium text-[13px]">Leads to</h3>
      {outputs.map((output) => (
        <OutputConnections key={output.id} node={node} output={output} hasLabel={outputs.length > 1} />
      ))}
    </section>
  )
}

type OutputConnectionsProps = { node: WorkflowNode; output: Output; hasLabel: boolean }

function OutputConnections({ node, output, hasLabel }: OutputConnectionsProps) {
  const store = useEditorStore()
  const document = useEditor((state) => state.document)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const edges = document.edges.filter(({ from, output: by }) => from === node.id && by === output.id)
  const options = document.nodes
    .filter(({ id, type }) => {
      const edge = { from: node.id, output: output.id, to: id }
      return hasInput(definitionFor(type)) && canConnect(document, edge)
    })
    .map((other) => ({ value: other.id, label: nameOf(other), hint: titleOf(other.type) }))
  const add = (to: string) =>
    store
      .getState()
      .edit('Connect', (current) => connect(current, { id: makeId(), from: node.id, output: output.id, to }))
  return (
    <div className="flex flex-col gap-1.5">
      {hasLabel ? <h4 className="text-ink-faint text-xs">{output.label}</h4> : null}
      {edges.map(({ id, to }) => (
        <Target key={id} edgeId={id} nodeId={to} isReadOnly={isReadOnly} />
      ))}
      {isReadOnly ? null : (
        <Combobox
          aria-label={`Connect ${output.label}`}
          options={options}
          value={null}
          onValueChange={add}
          placeholder="Connect to…"
          searchPlaceholder="Search nodes…"
          emptyText="Nothing else on the canvas can follow."
        />
      )}
    </div>
  )
}

function Target({ edgeId, nodeId, isReadOnly }: { edgeId: string; nodeId: string; isReadOnly: boolean }) {
  const store = useEditorStore()
  const target = useEditor(({ document }) => document.nodes.find(({ id }) => id === nodeId))
  const name = target ? nameOf(target) : 'a missing node'
  return (
    <div className="flex items-center gap-1 rounded-md border py-0.5 pr-0.5 pl-1">
      <button
        type="button"
        disabled={!target}
        onClick={() => store.getState().inspect(nodeId)}
        className="min-w-0 flex-1 truncate rounded-sm px-1.5 py-1 text-left hover:text-accent-ink focus-ring"
      >
        {name}
      </button>
      {isReadOnly ? null : (
        <IconButton
          size="sm"
          label={`Disconnect ${name}`}
          onClick={() => store.getState().edit('Disconnect', (document) => disconnect(document, [edgeId]))}
        >
          <X />
        </IconButton>
      )}
    </div>
  )
}
