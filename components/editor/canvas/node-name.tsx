'use client'

import { useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import type { WorkflowNode } from '@/workflows/document/document'
import { renameNode } from '@/workflows/edit/rename-node'
import { useEditor, useEditorStore } from '../editor-context'
import { nameOf } from '../node-view'

/** The name of a node; double-click renames it in place (KP-6), Enter keeps the new name, Escape the old. */
export function NodeName({ node, isLarge }: { node: WorkflowNode; isLarge: boolean }) {
  const store = useEditorStore()
  const isRenaming = useEditor((state) => state.renamingNodeId === node.id)
  if (isRenaming) return <NameInput node={node} />
  return (
    <p
      title={`${nameOf(node)} (double-click to rename)`}
      className={cn(
        'font-semibold',
        isLarge ? 'line-clamp-2 break-words text-2xl leading-tight' : 'truncate',
      )}
      onDoubleClick={(event) => {
        event.stopPropagation()
        if (!store.getState().isReadOnly) store.getState().startRenaming(node.id)
      }}
    >
      {nameOf(node)}
    </p>
  )
}

function NameInput({ node }: { node: WorkflowNode }) {
  const store = useEditorStore()
  const [name, setName] = useState(nameOf(node))
  const input = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const finish = (keep: boolean) => {
    if (isDone.current) return
    isDone.current = true
    const { edit, startRenaming } = store.getState()
    if (keep) edit('Rename', (document) => renameNode(document, node.id, name))
    startRenaming(null)
  }
  return (
    <input
      ref={input}
      aria-label="Name"
      className="nodrag nopan control -mx-1.5 -my-0.5 w-full px-1.5 py-0.5 font-semibold"
      value={name}
      onChange={({ target }) => setName(target.value)}
      onDoubleClick={(event) => event.stopPropagation()}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Enter') finish(true)
        if (event.key === 'Escape') finish(false)
      }}
    />
  )
}
