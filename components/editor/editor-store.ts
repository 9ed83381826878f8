import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Problem } from '@/workflows/compile'
import type { WorkflowDocument } from '@/workflows/document/document'
import type { Position } from '@/workflows/edit/add-node'
import { emptyHistory, type History, record, stepBack, stepForward } from './history'

/** Where the draft stands between this browser and the server. */
export type Saving =
  | { status: 'saved' | 'dirty' | 'saving' | 'conflict' }
  | { status: 'retrying' | 'refused'; message: string }

/** A place on the canvas where the palette is open, and the output to connect from, if a connection was dropped there. */
export type Insertion = { position: Position; from: { nodeId: string; output: string } | null }

export type Selection = { nodeIds: string[]; edgeIds: string[] }
export type Panel = 'settings' | 'problems' | 'versions' | 'palette' | null

export type EditorState = {
  /** The one drawing; everything on the canvas derives from it. */
  document: WorkflowDocument
  history: History
  selection: Selection
  isReadOnly: boolean
  saving: Saving
  problems: Problem[]
  warnings: Problem[]
  panel: Panel
  /** The field to focus once its settings are on screen, as compile names it. */
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
  noteProblems: (found: { problems: Problem[]; warnings: Problem[] }) => void
}

export type EditorStore = StoreApi<EditorState>

/** The editor's state: one document as truth, its history, what is selected, and what stands open. `now` in ms. */
export function createEditorStore({
  document,
  isReadOnly = false,
  now = Date.now,
}: {
  document: WorkflowDocument
  isReadOnly?: boolean
  now?: () => number
}): EditorStore {
  return createStore<EditorState>((set, get) => ({
    ...initialState(document, isReadOnly),

    edit: (label, change, burst) => {
      const { document: before, history, isReadOnly: isLocked } = get()
      const after = isLocked ? before : change(before)
      if (after === before) return
      const edit = { label, burst: burst ?? null, before, after, at: now() }
      set({ document: after, history: record(history, edit), selection: existing(get().selection, after) })
    },
    undo: () => set((state) => goTo(state, stepBack(state.history))),
    redo: () => set((state) => goTo(state, stepForward(state.history))),
    load: (loaded) => set({ ...initialState(loaded, get().isReadOnly), panel: get().panel }),

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
    noteProblems: ({ problems, warnings }) => set({ problems, warnings }),
  }))
}

function initialState(document: WorkflowDocument, isReadOnly: boolean) {
  return {
    document,
    isReadOnly,
    history: emptyHistory,
    selection: { nodeIds: [], edgeIds: [] },
    saving: { status: 'saved' as const },
    problems: [],
    warnings: [],
    panel: null,
    focusedField: null,
    renamingNodeId: null,
    insertion: null,
  }
}

function goTo(state: EditorState, step: { history: History; document: WorkflowDocument } | null) {
  if (!step || state.isReadOnly) return state
  return { ...step, selection: existing(state.selection, step.document) }
}

/** The part of a selection that is still drawn. */
function existing({ nodeIds, edgeIds }: Selection, { nodes, edges }: WorkflowDocument): Selection {
  return {
    nodeIds: nodeIds.filter((id) => nodes.some((node) => node.id === id)),
    edgeIds: edgeIds.filter((id) => edges.some((edge) => edge.id === id)),
  }
}

function isSameSelection(one: Selection, other: Selection): boolean {
  const isSame = (a: string[], b: string[]) => a.length === b.length && a.every((id, at) => id === b[at])
  return isSame(one.nodeIds, other.nodeIds) && isSame(one.edgeIds, other.edgeIds)
}
