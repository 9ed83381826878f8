'use client'

import { useMemo } from 'react'
import { Popover, PopoverAnchor, PopoverContent } from '@/components/ui/popover'
import { addToCanvas } from '../add-to-canvas'
import { useCanvas, useEditor, useEditorStore } from '../editor-context'
import { hasInput } from '../node-view'
import { PaletteList } from './palette-list'

/** The palette where a connection was dropped: what is chosen stands there, connected. */
export function InsertPalette() {
  const store = useEditorStore()
  const canvas = useCanvas()
  const insertion = useEditor((state) => state.insertion)
  const anchor = useMemo(() => {
    const { x, y } = insertion?.screen ?? { x: 0, y: 0 }
    return { current: { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) } }
  }, [insertion])
  if (!insertion) return null
  return (
    <Popover open onOpenChange={() => store.getState().insertAt(null)}>
      <PopoverAnchor virtualRef={anchor} />
      <PopoverContent
        aria-label="Add and connect"
        className="max-h-[min(24rem,var(--radix-popover-content-available-height))] w-56 overflow-y-auto p-2"
      >
        <PaletteList
          canChoose={hasInput}
          onChoose={(definition, isByKey) =>
            addToCanvas({
              state: store.getState(),
              canvas: canvas.current,
              definition,
              at: { x: insertion.position.x, y: insertion.position.y - 30 },
              from: insertion.from,
              isByKey,
            })
          }
        />
      </PopoverContent>
    </Popover>
  )
}
