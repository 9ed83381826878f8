'use client'

import { Sheet } from '@/components/ui/sheet'
import type { NodeDefinition } from '@/workflows/define-node'
import { addToCanvas } from '../add-to-canvas'
import { useCanvas, useEditor, useEditorStore } from '../editor-context'
import { PaletteList } from './palette-list'

/** The node types beside the canvas; on narrow screens a sheet that the + button opens. */
export function Palette() {
  const store = useEditorStore()
  const canvas = useCanvas()
  const isSheetOpen = useEditor(({ panel }) => panel === 'palette')
  const add = (definition: NodeDefinition, isByKey: boolean) =>
    addToCanvas({ state: store.getState(), canvas: canvas.current, definition, isByKey })
  return (
    <>
      <aside
        aria-label="Palette"
        className="hidden w-56 shrink-0 overflow-y-auto border-r bg-surface px-2 py-4 lg:block"
      >
        <PaletteList onChoose={add} isDraggable />
      </aside>
      <Sheet
        isOpen={isSheetOpen}
        onOpenChange={(isOpen) => store.getState().show(isOpen ? 'palette' : null)}
        title="Add to the canvas"
        side="left"
        className="w-72"
      >
        <PaletteList onChoose={add} autoFocus />
      </Sheet>
    </>
  )
}
