import { FlaskConical, History, ListChecks, Rocket, SlidersHorizontal, UserPlus } from 'lucide-react'
import type { Command } from './command'

export const publish: Command = {
  id: 'publish',
  label: 'Publish',
  icon: Rocket,
  keys: ['mod+shift+enter'],
  undo: 'none',
  isEnabled: ({ state }) => state.canPublish,
  run: ({ state }) => state.show('publish'),
}

export const enrol: Command = {
  id: 'enrol',
  label: 'Enrol…',
  icon: UserPlus,
  keys: [],
  undo: 'none',
  isEnabled: ({ state }) => !state.isReadOnly,
  run: ({ state }) => state.show('enrol'),
}

export const showVersions: Command = {
  id: 'versions',
  label: 'Versions',
  icon: History,
  keys: [],
  undo: 'none',
  isEnabled: () => true,
  run: ({ state }) => state.show('versions'),
}

export const showProblems: Command = {
  id: 'problems',
  label: 'Problems',
  icon: ListChecks,
  keys: ['mod+shift+p'],
  undo: 'none',
  isEnabled: () => true,
  run: ({ state }) => state.show(state.panel === 'problems' ? null : 'problems'),
}

export const simulate: Command = {
  id: 'simulate',
  label: 'Simulate',
  icon: FlaskConical,
  keys: ['mod+shift+s'],
  undo: 'none',
  isEnabled: () => true,
  run: ({ state }) => state.show(state.panel === 'simulator' ? null : 'simulator'),
}

export const showWorkflowSettings: Command = {
  id: 'workflow-settings',
  label: 'Workflow settings',
  icon: SlidersHorizontal,
  keys: [],
  undo: 'none',
  isEnabled: () => true,
  run: ({ state }) => state.show(state.panel === 'workflow' ? null : 'workflow'),
}
