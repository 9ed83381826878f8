'use client'

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from '@xyflow/react'
import { X } from 'lucide-react'
import { memo } from 'react'
import { disconnect } from '@/workflows/edit/disconnect'
import { useEditor, useEditorStore } from '../editor-context'
import type { FlowEdge } from './to-flow'

/** An edge; when it is selected, a cross in its middle removes it. */
export const Connection = memo(function Connection(props: EdgeProps<FlowEdge>) {
  const { id, selected, markerEnd } = props
  const store = useEditorStore()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const [path, x, y] = getBezierPath(props)
  return (
    <>
      <BaseEdge id={id} path={path} interactionWidth={24} {...(markerEnd ? { markerEnd } : {})} />
      {selected && !isReadOnly ? (
        <EdgeLabelRenderer>
          <button
            type="button"
            aria-label="Remove connection"
            title="Remove connection"
            className="nodrag nopan pointer-events-auto absolute flex size-6 items-center justify-center rounded-full border border-line-strong bg-surface text-ink-soft shadow-pop hover:text-bad focus-ring"
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            onClick={() => store.getState().edit('Disconnect', (document) => disconnect(document, [id]))}
          >
            <X className="size-3.5" aria-hidden />
          </button>
        </EdgeLabelRenderer>
      ) : null}
    </>
  )
})
