import type { LucideIcon } from 'lucide-react'
import type { CanvasControls } from '../editor-context'
import type { EditorState } from '../editor-store'

/** What a command looks at and works on. */
export type CommandContext = { state: EditorState; canvas: CanvasControls | null }

/** Something one can do in the editor; toolbar, shortcuts and context menu read this one object. */
export type Command = {
  id: string
  label: string
  icon: LucideIcon
  /** Like `mod+shift+z`; `mod` is Ctrl, or Command on a Mac. The first one is shown. */
  keys: string[]
  /** True for keys that mean the marked text, when there is some. */
  yieldsToMarkedText?: boolean
  /** How undo treats it: one step back, or nothing to take back. */
  undo: 'one-step' | 'none'
  isEnabled: (context: CommandContext) => boolean
  run: (context: CommandContext) => void
}
