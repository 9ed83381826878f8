'use client'

import { Copy, Trash2 } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { definitionFor } from '@/workflows/catalogue'
import type { WorkflowNode } from '@/workflows/document/document'
import { changeConfig } from '@/workflows/edit/change-config'
import type { Command } from '../commands/command'
import { duplicate, remove } from '../commands/selection-commands'
import { useCommand } from '../commands/use-command'
import { useCanvas, useEditor, useEditorStore } from '../editor-context'
import { SettingsForm } from '../settings-form/settings-form'
import { Connections } from './connections'
import { focusField } from './focus-field'
import { NodeHeader } from './node-header'
import { NodeProblems } from './node-problems'
import { SidePanel } from './side-panel'

/** The settings of the selected node, drawn from its own definition. */
export function Inspector() {
  const store = useEditorStore()
  const body = useRef<HTMLDivElement>(null)
  const isOpen = useEditor(({ panel }) => panel === 'settings')
  const count = useEditor(({ selection }) => selection.nodeIds.length)
  const node = useEditor(({ document, selection }) =>
    selection.nodeIds.length === 1 ? document.nodes.find(({ id }) => id === selection.nodeIds[0]) : undefined,
  )
  useFocusedField(body, isOpen ? node?.id : undefined)
  useCardInView(isOpen ? node?.id : undefined)
  if (!isOpen || !count) return null
  return (
    <SidePanel
      key={node?.id}
      label="Settings"
      onClose={() => store.getState().show(null)}
      header={
        node ? <NodeHeader key={node.id} node={node} /> : <h2 className="font-semibold">{count} selected</h2>
      }
    >
      <div ref={body} className="flex flex-col gap-6">
        {node ? <NodeSettings key={node.id} node={node} /> : null}
        <SelectionActions />
      </div>
    </SidePanel>
  )
}

function NodeSettings({ node }: { node: WorkflowNode }) {
  const store = useEditorStore()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const definition = definitionFor(node.type)
  const change = (patch: Record<string, unknown>, field: string) =>
    store
      .getState()
      .edit('Change settings', (document) => changeConfig(document, node.id, patch), `${node.id}:${field}`)
  return (
    <>
      <NodeProblems nodeId={node.id} />
      {definition ? (
        <>
          <p className="text-ink-soft">{definition.description}</p>
          <SettingsForm
            nodeId={node.id}
            definition={definition}
            config={node.config}
            pathPrefix=""
            isReadOnly={isReadOnly}
            onChange={change}
          />
        </>
      ) : (
        <pre className="overflow-x-auto rounded-md bg-sunken p-3 text-xs">
          {JSON.stringify(node.config, null, 2)}
        </pre>
      )}
      <Connections node={node} />
    </>
  )
}

function SelectionActions() {
  const isReadOnly = useEditor((state) => state.isReadOnly)
  if (isReadOnly) return null
  return (
    <div className="flex gap-2 border-t pt-4">
      <ActionButton command={duplicate} Drawn={Copy} />
      <ActionButton command={remove} Drawn={Trash2} />
    </div>
  )
}

function ActionButton({ command, Drawn }: { command: Command; Drawn: typeof Copy }) {
  const { isEnabled, run } = useCommand(command)
  return (
    <Button size="sm" disabled={!isEnabled} onClick={run}>
      <Drawn />
      {command.label}
    </Button>
  )
}

/** Brings the field that was asked for into view and gives it the focus; the card stays in view beside the panel. */
function useFocusedField(body: RefObject<HTMLDivElement | null>, nodeId: string | undefined): void {
  const canvas = useCanvas()
  const field = useEditor((state) => state.focusedField)
  useEffect(() => {
    if (!nodeId || field === null) return
    if (field) canvas.current?.centerOn(nodeId)
    // A frame later, so that a step that had to open for the field is open.
    const frame = requestAnimationFrame(() => body.current && focusField(body.current, field))
    return () => cancelAnimationFrame(frame)
  }, [body, canvas, nodeId, field])
}

/** Long enough for the second click of a double-click to find the card where the first one did. */
const revealAfterMs = 350

/** Keeps the card in view when the panel opens beside it. */
function useCardInView(nodeId: string | undefined): void {
  const canvas = useCanvas()
  useEffect(() => {
    if (!nodeId) return
    const timer = setTimeout(() => canvas.current?.reveal(nodeId), revealAfterMs)
    return () => clearTimeout(timer)
  }, [canvas, nodeId])
}
