'use client'

import { useEffect } from 'react'
import { useCanvas, useEditorStore } from '../editor-context'
import { commands } from './commands'
import { isPressed } from './keys'

/** Runs commands by their keys, except while somebody types or a dialog or menu is open. */
export function useShortcuts(): void {
  const store = useEditorStore()
  const canvas = useCanvas()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return
      const command = commands.find(({ keys }) => keys.some((combination) => isPressed(combination, event)))
      const context = { state: store.getState(), canvas: canvas.current }
      if (!command?.isEnabled(context) || (isButton(event.target) && !event.ctrlKey && !event.metaKey)) return
      if (command.yieldsToMarkedText && window.getSelection()?.toString()) return
      event.preventDefault()
      command.run(context)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [store, canvas])
}

const ownKeyboard =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(ownKeyboard) !== null
}

/** Enter and Delete on a button belong to the button. */
function isButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a') !== null
}
