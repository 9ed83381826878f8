import { Maximize, Plus, Workflow, ZoomIn, ZoomOut } from 'lucide-react'
import { tidyLayout } from '@/workflows/edit/tidy-layout'
import type { Command } from './command'

export const zoomIn: Command = {
  id: 'zoom-in',
  label: 'Zoom in',
  icon: ZoomIn,
  keys: ['mod+='],
  undo: 'none',
  isEnabled: () => true,
  run: ({ canvas }) => canvas?.zoomIn(),
}

export const zoomOut: Command = {
  id: 'zoom-out',
  label: 'Zoom out',
  icon: ZoomOut,
  keys: ['mod+-'],
  undo: 'none',
  isEnabled: () => true,
  run: ({ canvas }) => canvas?.zoomOut(),
}

export const fitView: Command = {
  id: 'fit-view',
  label: 'Fit to view',
  icon: Maximize,
  keys: ['mod+1'],
  undo: 'none',
  isEnabled: ({ state }) => state.document.nodes.length > 0,
  run: ({ canvas }) => canvas?.fitView(),
}

export const tidyUp: Command = {
  id: 'tidy-layout',
  label: 'Tidy layout',
  icon: Workflow,
  keys: ['mod+shift+l'],
  undo: 'one-step',
  isEnabled: ({ state }) => !state.isReadOnly && state.document.nodes.length > 1,
  run: ({ state, canvas }) => {
    if (!canvas) return
    state.edit('Tidy layout', (document) => tidyLayout(document, canvas.sizeOf))
    canvas.fitView()
  },
}

export const openPalette: Command = {
  id: 'add',
  label: 'Add to the canvas',
  icon: Plus,
  keys: ['mod+k'],
  undo: 'none',
  isEnabled: ({ state }) => !state.isReadOnly,
  run: ({ state }) => state.show('palette'),
}
