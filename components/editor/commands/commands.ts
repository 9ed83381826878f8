import type { Command } from './command'
import { redo, undo } from './history-commands'
import { copy, duplicate, openSettings, paste, remove, rename, selectAll } from './selection-commands'
import { fitView, openPalette, tidyUp, zoomIn, zoomOut } from './view-commands'
import {
  enrol,
  publish,
  showProblems,
  showVersions,
  showWorkflowSettings,
  simulate,
} from './workflow-commands'

/** Every command, for the keyboard. */
export const commands: Command[] = [
  undo,
  redo,
  openSettings,
  rename,
  copy,
  paste,
  duplicate,
  remove,
  selectAll,
  openPalette,
  zoomIn,
  zoomOut,
  fitView,
  tidyUp,
  publish,
  enrol,
  showVersions,
  showProblems,
  simulate,
  showWorkflowSettings,
]

/** The context menu of the canvas, in groups. */
export const menuGroups: Command[][] = [
  [openSettings, rename],
  [copy, paste, duplicate, remove],
  [selectAll, fitView, tidyUp],
]
