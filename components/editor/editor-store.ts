import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Problem } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import type { Position } from '@/workflows/edit/add-node'
import type { StepRecord } from '@/workflows/step-record'
import { emptyHistory, type History, record, stepBack, stepForward } from './history'

/** Where the draft stands between this browser and the server. */
export type Saving =
  | { status: 'saved' | 'dirty' | 'saving' | 'conflict' }
  | { status: 'retrying' | 'refused'; message: string }

/** Where a connection was dropped on empty canvas: the palette opens there, and what is chosen gets connected. */
export type Insertion = {
  position: Position
  /** The same place in the window, in pixels. */
  screen: Position
  from: { nodeId: string; output: string }
}

export type Selection = { nodeIds: string[]; edgeIds: string[] }
/** What stands beside or over the canvas; one at a time. */
export type Panel =
  | 'settings'
  | 'workflow'
  | 'simulator'
  | 'problems'
  | 'versions'
  | 'palette'
  | 'publish'
  | 'enrol'
  | null
/** How many problems and warnings a node has, for its badge. */
export type Badge = { problems: number; warnings: number }

/** What became of a node in the simulation on the canvas; `isCurrent` for the step being looked at. */
export type Mark = { outcome: StepRecord['outcome']; isCurrent: boolean }

export type EditorState = {
  /** The one drawing; everything on the canvas derives from it. */
  document: WorkflowDocument
  history: History
  selection: Selection
  isReadOnly: boolean
  /** True for those who may make this drawing live. */
  canPublish: boolean
  saving: Saving
  /** True when something was drawn here since the last publishing. */
  changedSincePublish: boolean
  problems: Problem[]
  warnings: Problem[]
  badges: ReadonlyMap<string, Badge>
  /** The nodes a simulation has come to, by id; empty when none is shown. */
  marks: ReadonlyMap<string, Mark>
  panel: Panel
  /** The field to focus once its settings are on screen, as compile names it; empty for the first one. */
  focusedField: string | null
  renamingNodeId: string | null
  insertion: Insertion | null

  /** Applies one edit; a change that returns the same document is none. */
  edit: (label: string, change: (document: WorkflowDocument) => WorkflowDocument, burst?: string) => void
  undo: () => void
  redo: () => void
  /** Starts over from a document of the server: nothing to undo, nothing selected. */
  load: (document: WorkflowDocument) => void
  select: (selection: Partial<Selection>) => void
  /** Selects a node and opens its settings, at a field if one is named. */
  inspect: (nodeId: string, field?: string | null) => void
  show: (panel: Panel) => void
  startRenaming: (nodeId: string | null) => void
  insertAt: (insertion: Insertion | null) => void
  noteSaving: (saving: Saving) => void
  notePublished: () => void
  noteProblems: (found: { problems: Problem[]; warnings: Problem[] }) => void
  mark: (marks: ReadonlyMap<string, Mark>) => void
}

export type EditorStore = StoreApi<EditorState>

/** The editor's state: one document as truth, its history, what is selected, and what stands open. `now` in ms. */
export function createEditorStore({
  document,
  isReadOnly = false,
  canPublish = false,
  now = Date.now,
}: {
  document: WorkflowDocument
  isReadOnly?: boolean
  canPublish?: boolean
  now?: () => number
}): EditorStore {
  return createStore<EditorState>((set, get) => ({
    ...initialState(document),
    isReadOnly,
    canPublish,

    edit: (label, change, burst) => {
      const { document: before, history, isReadOnly: isLocked } = get()
      const after = isLocked ? before : change(before)
      if (after === before) return
      const edit = { label, burst: burst ?? null, before, after, at: now() }
      const selection = existing(get().selection, after)
      set({ document: after, history: record(history, edit), selection, changedSincePublish: true })
    },
    undo: () => set((state) => goTo(state, stepBack(state.history))),
    redo: () => set((state) => goTo(state, stepForward(state.history))),
    load: (loaded) => set({ ...initialState(loaded), panel: get().panel }),

    select: (selection) => {
      const next = { nodeIds: selection.nodeIds ?? [], edgeIds: selection.edgeIds ?? [] }
      if (!isSameSelection(get().selection, next)) set({ selection: next, focusedField: null })
    },
    inspect: (nodeId, field = null) =>
      set({ selection: { nodeIds: [nodeId], edgeIds: [] }, panel: 'settings', focusedField: field }),
    show: (panel) => set({ panel, focusedField: null }),
    startRenaming: (nodeId) => set({ renamingNodeId: nodeId }),
    insertAt: (insertion) => set({ insertion }),
    noteSaving: (saving) => set({ saving }),
    notePublished: () => set({ changedSincePublish: false }),
    noteProblems: (found) => set({ ...found, badges: badgesOf(found) }),
    mark: (marks) => set({ marks }),
  }))
}

function initialState(document: WorkflowDocument) {
  return {
    document,
    history: emptyHistory,
    selection: { nodeIds: [], edgeIds: [] },
    saving: { status: 'saved' as const },
    changedSincePublish: false,
    problems: [],
    warnings: [],
    badges: new Map<string, Badge>(),
    marks: new Map<string, Mark>(),
    panel: null,
    focusedField: null,
    renamingNodeId: null,
    insertion: null,
  }
}

function goTo(state: EditorState, step: { history: History; document: WorkflowDocument } | null) {
  if (!step || state.isReadOnly) return state
  return { ...step, selection: existing(state.selection, step.document), changedSincePublish: true }
}

/** The part of a selection that is still drawn. */
function existing({ nodeIds, edgeIds }: Selection, { nodes, edges }: WorkflowDocument): Selection {
  return {
    nodeIds: nodeIds.filter((id) => nodes.some((node) => node.id === id)),
    edgeIds: edgeIds.filter((id) => edges.some((edge) => edge.id === id)),
  }
}

function badgesOf({ problems, warnings }: Pick<EditorState, 'problems' | 'warnings'>): Map<string, Badge> {
  const badges = new Map<string, Badge>()
  const count = (found: Problem[], kind: keyof Badge) => {
    for (const { nodeId } of found) {
      const badge = (nodeId && badges.get(nodeId)) || { problems: 0, warnings: 0 }
      if (nodeId) badges.set(nodeId, { ...badge, [kind]: badge[kind] + 1 })
    }
  }
  count(problems, 'problems')
  count(warnings, 'warnings')
  return badges
}

function isSameSelection(one: Selection, other: Selection): boolean {
  const isSame = (a: string[], b: string[]) => a.length === b.length && a.every((id, at) => id === b[at])
  return isSame(one.nodeIds, other.nodeIds) && isSame(one.edgeIds, other.edgeIds)
}
