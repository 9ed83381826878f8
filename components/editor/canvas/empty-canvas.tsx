'use client'

import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { catalogue } from '@/workflows/catalogue'
import { addToCanvas } from '../add-to-canvas'
import { useCanvas, useEditor, useEditorStore } from '../editor-context'

/** The goals that come first in the catalogue; all of them would fill the canvas. */
const usualStarts = catalogue.filter(({ kind }) => kind === 'goal').slice(0, 4)

/** What stands on a canvas without nodes: how to begin. */
export function EmptyCanvas() {
  const store = useEditorStore()
  const canvas = useCanvas()
  const isEmpty = useEditor(({ document }) => document.nodes.length === 0)
  const isReadOnly = useEditor((state) => state.isReadOnly)
  if (!isEmpty) return null
  return (
    <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-6">
      <div className="max-w-sm text-center">
        <h2 className="font-semibold text-base">
          {isReadOnly ? 'Nothing is drawn yet' : 'What starts this workflow?'}
        </h2>
        {isReadOnly ? null : (
          <>
            <p className="mt-1 text-ink-soft">
              Begin with a goal, then connect a sequence to it. Choose one here, or any goal of the palette.
            </p>
            <div className="pointer-events-auto mt-4 flex flex-col gap-2">
              {usualStarts.map((definition) => (
                <Button
                  key={definition.type}
                  onClick={() => addToCanvas({ state: store.getState(), canvas: canvas.current, definition })}
                >
                  <Icon name={definition.icon} />
                  Start with “{definition.title}”
                </Button>
              ))}
            </div>
          </>
        )}
      </div>
    </div>
  )
}
