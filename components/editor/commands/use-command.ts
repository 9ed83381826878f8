'use client'

import { useCanvas, useEditor, useEditorStore } from '../editor-context'
import type { Command } from './command'

/** Whether a command can run now, and running it. */
export function useCommand(command: Command): { isEnabled: boolean; run: () => void } {
  const store = useEditorStore()
  const canvas = useCanvas()
  const isEnabled = useEditor((state) => command.isEnabled({ state, canvas: canvas.current }))
  const run = () => {
    const context = { state: store.getState(), canvas: canvas.current }
    if (command.isEnabled(context)) command.run(context)
  }
  return { isEnabled, run }
}
