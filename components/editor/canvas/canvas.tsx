'use client'

import '@xyflow/react/dist/style.css'
import './canvas.css'
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react'
import { useTheme } from 'next-themes'
import { type DragEvent, type MouseEvent, useCallback, useRef } from 'react'
import { definitionFor } from '@/workflows/catalogue'
import { addToCanvas } from '../add-to-canvas'
import { CommandButton } from '../commands/command-button'
import { fitView, tidyUp, zoomIn, zoomOut } from '../commands/view-commands'
import { useCanvas, useEditor, useEditorStore } from '../editor-context'
import { InsertPalette } from '../palette/insert-palette'
import { nodeDragType } from '../palette/node-drag'
import { CanvasMenu } from './canvas-menu'
import { Connection } from './connection'
import { EmptyCanvas } from './empty-canvas'
import { kindColours, unknownColours } from './kind-colours'
import { NodeCard } from './node-card'
import type { FlowNode } from './to-flow'
import { useCanvasControls } from './use-canvas-controls'
import { useFirstView } from './use-first-view'
import { useFlow } from './use-flow'

/** The drawing. Everything on it derives from the store's document; every change goes back as an edit. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <Drawing />
    </ReactFlowProvider>
  )
}

// Kept outside, so that React Flow sees the same objects on every draw.
const nodeTypes = { card: NodeCard }
const edgeTypes = { connection: Connection }
const multiSelectKeys = ['Shift', 'Meta', 'Control']
const minimapSize = { width: 150, height: 96 }
const grid: [number, number] = [10, 10]
const labels = {
  'node.a11yDescription.default': 'Press Enter to open the settings, Delete to remove.',
  'node.a11yDescription.keyboardDisabled': 'Press Enter to open the settings.',
}

function Drawing() {
  const store = useEditorStore()
  const area = useRef<HTMLDivElement>(null)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const { resolvedTheme } = useTheme()
  const flow = useFlow()
  useCanvasControls(area)
  useFirstView(area)
  const onNodeDoubleClick = useCallback(
    (_event: MouseEvent, { id }: FlowNode) => store.getState().inspect(id),
    [store],
  )
  const onNodeContextMenu = useCallback(
    (_event: MouseEvent, { id }: FlowNode) => {
      const { selection, select } = store.getState()
      if (!selection.nodeIds.includes(id)) select({ nodeIds: [id] })
    },
    [store],
  )
  return (
    <CanvasMenu>
      <div ref={area} className="relative size-full" {...useNodeDrop()}>
        <ReactFlow
          {...flow}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodeDoubleClick={onNodeDoubleClick}
          onNodeContextMenu={onNodeContextMenu}
          colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
          nodesDraggable={!isReadOnly}
          nodesConnectable={!isReadOnly}
          connectionLineType={ConnectionLineType.Bezier}
          connectionRadius={28}
          multiSelectionKeyCode={multiSelectKeys}
          deleteKeyCode={null}
          zoomOnDoubleClick={false}
          snapToGrid
          snapGrid={grid}
          minZoom={0.1}
          maxZoom={1.5}
          ariaLabelConfig={labels}
          aria-label="Workflow canvas"
        >
          <Background variant={BackgroundVariant.Dots} gap={20} size={1} />
          <MiniMap
            pannable
            zoomable
            nodeColor={minimapColour}
            nodeBorderRadius={12}
            ariaLabel="Overview of the canvas"
            className="hidden! md:block!"
            style={minimapSize}
          />
          <Panel position="bottom-left" className="flex rounded-lg border bg-surface p-0.5">
            <CommandButton command={zoomOut} />
            <CommandButton command={zoomIn} />
            <CommandButton command={fitView} />
            {isReadOnly ? null : <CommandButton command={tidyUp} />}
          </Panel>
        </ReactFlow>
        <EmptyCanvas />
        <InsertPalette />
      </div>
    </CanvasMenu>
  )
}

/** Taking what is dragged here from the palette. */
function useNodeDrop() {
  const store = useEditorStore()
  const canvas = useCanvas()
  return {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(nodeDragType)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy' as const
    },
    onDrop: (event: DragEvent) => {
      const definition = definitionFor(event.dataTransfer.getData(nodeDragType))
      const point = canvas.current?.at({ x: event.clientX, y: event.clientY })
      if (!definition || !point) return
      event.preventDefault()
      const at = { x: point.x - 120, y: point.y - 30 }
      addToCanvas({ state: store.getState(), canvas: canvas.current, definition, at })
    },
  }
}

function minimapColour({ data }: FlowNode): string {
  const kind = definitionFor(data.node.type)?.kind
  return (kind ? kindColours[kind] : unknownColours).minimap
}
