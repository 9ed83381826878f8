type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** True when a key press is this combination, like `mod+shift+z`; `mod` is Ctrl, or Command on a Mac. */
export function isPressed(keys: string, event: KeyPress): boolean {
  const parts = keys.split('+')
  const wanted = parts.at(-1) || '+'
  return (
    event.key.toLowerCase() === wanted &&
    (event.ctrlKey || event.metaKey) === parts.includes('mod') &&
    event.shiftKey === parts.includes('shift') &&
    !event.altKey
  )
}

const names: Record<string, string> = {
  shift: 'Shift',
  enter: 'Enter',
  delete: 'Del',
  backspace: 'Backspace',
}

/** A combination as it is printed on keys: “Ctrl+Shift+Z”, on a Mac “⌘⇧Z”. */
export function describeKeys(keys: string, isMac: boolean): string {
  const words = keys.split('+').map((part) => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl'
    if (isMac && part === 'shift') return '⇧'
    return names[part] ?? part.toUpperCase()
  })
  return words.join(isMac ? '' : '+')
}

/** True on Apple's keyboards. */
export function isMac(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
}
