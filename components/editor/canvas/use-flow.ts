'use client'

import {
  applyNodeChanges,
  type Connection,
  type EdgeChange,
  type FinalConnectionState,
  type NodeChange,
  useReactFlow,
} from '@xyflow/react'
import { useCallback, useEffect, useState } from 'react'
import { canConnect, connect } from '@/workflows/edit/connect'
import { moveNodes } from '@/workflows/edit/move-nodes'
import { useEditor, useEditorStore } from '../editor-context'
import { makeId } from '../make-id'
import { type FlowEdge, type FlowNode, toFlowEdges, toFlowNodes } from './to-flow'

/**
 * React Flow's nodes and edges, derived from the store, and what its events mean for the store. A drag lives in
 * React Flow's nodes until it ends; then it is one edit. Selection lives in the store only.
 */
export function useFlow() {
  const store = useEditorStore()
  const document = useEditor((state) => state.document)
  const selection = useEditor((state) => state.selection)
  const [nodes, setNodes] = useState<FlowNode[]>(() => toFlowNodes(document, selection, []))
  const [edges, setEdges] = useState<FlowEdge[]>(() => toFlowEdges(document, selection, []))
  useEffect(() => {
    setNodes((previous) => toFlowNodes(document, selection, previous))
    setEdges((previous) => toFlowEdges(document, selection, previous))
  }, [document, selection])

  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      const { edit, select, selection: current } = store.getState()
      const drawn = changes.filter(({ type }) => type === 'position' || type === 'dimensions')
      if (drawn.length) setNodes((previous) => applyNodeChanges(drawn, previous))
      const nodeIds = selectedAfter(changes, current.nodeIds)
      if (nodeIds) select({ ...store.getState().selection, nodeIds })
      const moved = settledPositions(changes)
      if (moved) edit('Move', (current) => moveNodes(current, moved), `move:${Object.keys(moved).join()}`)
    },
    [store],
  )
  const onEdgesChange = useCallback(
    (changes: EdgeChange<FlowEdge>[]) => {
      const edgeIds = selectedAfter(changes, store.getState().selection.edgeIds)
      if (edgeIds) store.getState().select({ ...store.getState().selection, edgeIds })
    },
    [store],
  )
  return { nodes, edges, onNodesChange, onEdgesChange, ...useConnecting() }
}

/** Drawing connections: dropped on a node it is an edge, dropped on empty canvas it opens the palette there. */
function useConnecting() {
  const store = useEditorStore()
  const { screenToFlowPosition } = useReactFlow()
  const onConnect = useCallback(
    (connection: Connection) => {
      const edge = { id: makeId(), ...asEdge(connection) }
      store.getState().edit('Connect', (document) => connect(document, edge))
    },
    [store],
  )
  const isValidConnection = useCallback(
    (connection: Connection | FlowEdge) => canConnect(store.getState().document, asEdge(connection)),
    [store],
  )
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, { fromHandle, toNode, isValid }: FinalConnectionState) => {
      if (isValid || toNode || fromHandle?.type !== 'source') return
      const { clientX: x, clientY: y } =
        'changedTouches' in event ? (event.changedTouches[0] ?? noPoint) : event
      store.getState().insertAt({
        position: screenToFlowPosition({ x, y }),
        screen: { x, y },
        from: { nodeId: fromHandle.nodeId, output: fromHandle.id ?? 'next' },
      })
    },
    [store, screenToFlowPosition],
  )
  return { onConnect, isValidConnection, onConnectEnd }
}

const noPoint = { clientX: 0, clientY: 0 }

function asEdge({ source, sourceHandle, target }: Connection | FlowEdge) {
  return { from: source, output: sourceHandle ?? 'next', to: target }
}

/** The selection after some changes; null when they are about something else. */
function selectedAfter(changes: (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[], current: string[]) {
  const selects = changes.filter((change) => change.type === 'select')
  if (!selects.length) return null
  const after = new Set(current)
  for (const { id, selected } of selects) {
    if (selected) after.add(id)
    else after.delete(id)
  }
  return [...after]
}

/** Where nodes came to rest, by a finished drag or by arrow keys; null while a drag goes on. */
function settledPositions(changes: NodeChange<FlowNode>[]) {
  const settled = changes.flatMap((change) =>
    change.type === 'position' && change.position && !change.dragging
      ? [[change.id, { x: Math.round(change.position.x), y: Math.round(change.position.y) }] as const]
      : [],
  )
  return settled.length ? Object.fromEntries(settled) : null
}
