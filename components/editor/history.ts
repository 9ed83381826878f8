import type { WorkflowDocument } from '@/workflows/document/document'

/** One step of work, as data: what it was, and the drawing on both sides of it. */
export type Edit = {
  label: string
  /** Edits of the same burst in quick succession are one step: typing in one field, nudging one selection. */
  burst: string | null
  before: WorkflowDocument
  after: WorkflowDocument
  at: number
}

export type History = { past: Edit[]; future: Edit[] }

export const emptyHistory: History = { past: [], future: [] }

const burstMs = 1500
const stepsMax = 200

/** Notes an edit; one that continues the last burst widens the last step. What was undone is forgotten. */
export function record({ past }: History, edit: Edit): History {
  const last = past.at(-1)
  const continues = last && edit.burst !== null && last.burst === edit.burst && edit.at - last.at < burstMs
  const steps = continues ? [...past.slice(0, -1), { ...edit, before: last.before }] : [...past, edit]
  return { past: steps.slice(-stepsMax), future: [] }
}

/** One step back: the drawing before it, or null when there is none. */
export function stepBack({ past, future }: History): { history: History; document: WorkflowDocument } | null {
  const edit = past.at(-1)
  if (!edit) return null
  return { history: { past: past.slice(0, -1), future: [edit, ...future] }, document: edit.before }
}

/** One step forward again, or null when nothing was undone. */
export function stepForward({ past, future }: History): {
  history: History
  document: WorkflowDocument
} | null {
  const [edit, ...rest] = future
  if (!edit) return null
  // The burst is closed: what is typed after a redo is a step of its own.
  return { history: { past: [...past, { ...edit, burst: null }], future: rest }, document: edit.after }
}
