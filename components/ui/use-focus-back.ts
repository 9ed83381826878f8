import { useCallback, useLayoutEffect, useRef } from 'react'

/**
 * Remembers who had the keyboard when something opened. What it returns gives it back, unless the focus has gone on
 * by itself. Radix gives it back to triggers only, and ours are opened by state.
 */
export function useFocusBack(isOpen: boolean): (event?: Event) => void {
  const before = useRef<Element | null>(null)
  // Before what opens takes the focus: Radix draws it one commit later.
  useLayoutEffect(() => {
    if (isOpen) before.current = whoStays(document.activeElement)
  }, [isOpen])
  return useCallback((event) => {
    event?.preventDefault()
    const isLost = !document.activeElement || document.activeElement === document.body
    if (isLost && before.current instanceof HTMLElement) before.current.focus()
  }, [])
}

/** An entry of a menu goes with the menu; the button of the menu stays. */
function whoStays(focused: Element | null): Element | null {
  const menu = focused?.closest('[role="menu"]')
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : focused
}
