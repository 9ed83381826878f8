import { Redo2, Undo2 } from 'lucide-react'
import type { Command } from './command'

export const undo: Command = {
  id: 'undo',
  label: 'Undo',
  icon: Undo2,
  keys: ['mod+z'],
  undo: 'none',
  isEnabled: ({ state }) => !state.isReadOnly && state.history.past.length > 0,
  run: ({ state }) => state.undo(),
}

export const redo: Command = {
  id: 'redo',
  label: 'Redo',
  icon: Redo2,
  keys: ['mod+shift+z', 'mod+y'],
  undo: 'none',
  isEnabled: ({ state }) => !state.isReadOnly && state.history.future.length > 0,
  run: ({ state }) => state.redo(),
}
