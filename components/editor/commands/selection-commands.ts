import { BoxSelect, ClipboardPaste, Copy, CopyPlus, Settings2, TextCursorInput, Trash2 } from 'lucide-react'
import { copyNodes, type Fragment } from '@/workflows/edit/copy-nodes'
import { disconnect } from '@/workflows/edit/disconnect'
import { pasteNodes } from '@/workflows/edit/paste-nodes'
import { removeNodes } from '@/workflows/edit/remove-nodes'
import type { EditorState } from '../editor-store'
import { makeId } from '../make-id'
import { readClipboard, writeClipboard } from './clipboard'
import type { Command } from './command'

const offset = { x: 40, y: 40 }

export const openSettings: Command = {
  id: 'settings',
  label: 'Settings',
  icon: Settings2,
  keys: ['enter'],
  undo: 'none',
  isEnabled: ({ state }) => state.selection.nodeIds.length === 1,
  run: ({ state }) => state.inspect(state.selection.nodeIds[0] ?? '', ''),
}

export const rename: Command = {
  id: 'rename',
  label: 'Rename',
  icon: TextCursorInput,
  keys: ['f2'],
  undo: 'one-step',
  isEnabled: ({ state }) => !state.isReadOnly && state.selection.nodeIds.length === 1,
  run: ({ state }) => state.startRenaming(state.selection.nodeIds[0] ?? null),
}

export const copy: Command = {
  id: 'copy',
  label: 'Copy',
  icon: Copy,
  keys: ['mod+c'],
  yieldsToMarkedText: true,
  undo: 'none',
  isEnabled: ({ state }) => state.selection.nodeIds.length > 0,
  run: ({ state }) => writeClipboard(copyNodes(state.document, state.selection.nodeIds)),
}

export const paste: Command = {
  id: 'paste',
  label: 'Paste',
  icon: ClipboardPaste,
  keys: ['mod+v'],
  undo: 'one-step',
  isEnabled: ({ state }) => !state.isReadOnly && readClipboard() !== null,
  run: ({ state }) => insert(state, 'Paste', readClipboard()),
}

export const duplicate: Command = {
  id: 'duplicate',
  label: 'Duplicate',
  icon: CopyPlus,
  keys: ['mod+d'],
  undo: 'one-step',
  isEnabled: ({ state }) => !state.isReadOnly && state.selection.nodeIds.length > 0,
  run: ({ state }) => insert(state, 'Duplicate', copyNodes(state.document, state.selection.nodeIds)),
}

export const remove: Command = {
  id: 'delete',
  label: 'Delete',
  icon: Trash2,
  keys: ['delete', 'backspace'],
  undo: 'one-step',
  isEnabled: ({ state: { isReadOnly, selection } }) =>
    !isReadOnly && selection.nodeIds.length + selection.edgeIds.length > 0,
  run: ({ state }) => {
    const { nodeIds, edgeIds } = state.selection
    state.edit('Delete', (document) => removeNodes(disconnect(document, edgeIds), nodeIds))
  },
}

export const selectAll: Command = {
  id: 'select-all',
  label: 'Select all',
  icon: BoxSelect,
  keys: ['mod+a'],
  undo: 'none',
  isEnabled: ({ state }) => state.document.nodes.length > 0,
  run: ({ state: { select, document } }) =>
    select({ nodeIds: document.nodes.map(({ id }) => id), edgeIds: document.edges.map(({ id }) => id) }),
}

/** Adds a fragment beside where it came from and selects the copies. */
function insert(state: EditorState, label: string, fragment: Fragment | null): void {
  if (!fragment) return
  let added: string[] = []
  state.edit(label, (document) => {
    const pasted = pasteNodes(document, { fragment, offset, makeId })
    added = pasted.nodeIds
    return pasted.document
  })
  state.select({ nodeIds: added })
}
