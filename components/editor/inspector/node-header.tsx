'use client'

import { useState } from 'react'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { definitionFor } from '@/workflows/catalogue'
import type { WorkflowNode } from '@/workflows/document/document'
import { renameNode } from '@/workflows/edit/rename-node'
import { kindColours, unknownColours } from '../canvas/kind-colours'
import { useEditor, useEditorStore } from '../editor-context'
import { nameOf, titleOf } from '../node-view'

/** Icon, type and name of a node; the name can be changed here too. */
export function NodeHeader({ node }: { node: WorkflowNode }) {
  const definition = definitionFor(node.type)
  const colours = definition ? kindColours[definition.kind] : unknownColours
  return (
    <div className="flex items-center gap-2.5">
      <span className={cn('flex size-9 shrink-0 items-center justify-center rounded-lg', colours.icon)}>
        <Icon name={definition?.icon ?? ''} className="size-5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-ink-faint text-xs">{titleOf(node.type)}</p>
        <NameField node={node} />
      </div>
    </div>
  )
}

function NameField({ node }: { node: WorkflowNode }) {
  const store = useEditorStore()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const [typed, setTyped] = useState<string | null>(null)
  const type = (name: string) => {
    setTyped(name)
    store.getState().edit('Rename', (document) => renameNode(document, node.id, name), `name:${node.id}`)
  }
  return (
    <input
      aria-label="Name"
      className="-mx-1.5 w-[calc(100%+0.75rem)] truncate rounded-sm border border-transparent bg-transparent px-1.5 font-semibold outline-none enabled:hover:border-line-strong focus-visible:border-accent"
      value={typed ?? nameOf(node)}
      disabled={isReadOnly}
      onChange={({ target }) => type(target.value)}
      onBlur={() => setTyped(null)}
    />
  )
}
