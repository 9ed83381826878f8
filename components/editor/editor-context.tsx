'use client'

import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/shallow'
import type { Position } from '@/workflows/edit/add-node'
import type { Size } from '@/workflows/edit/tidy-layout'
import type { ProspectField } from '@/workflows/prospect-fields'
import { noReferences, type References } from '@/workflows/references'
import type { EditorState, EditorStore } from './editor-store'
import { sequencesIn, withOwnSequences } from './own-sequences'

/** An email as the link picker shows it. */
export type MessageContent = { subject: string; html: string }

/** What the editor may know of the workspace beside the drawing. */
export type EditorSources = {
  workflowId: string
  references: References
  tags: string[]
  fields: ProspectField[]
  loadMessage: (messageId: string) => Promise<MessageContent>
}

/** What only the canvas on screen can do or know. Positions are those of the drawing, in pixels at zoom 1. */
export type CanvasControls = {
  fitView: () => void
  zoomIn: () => void
  zoomOut: () => void
  centerOn: (nodeId: string) => void
  /** Moves the view only as far as it takes to see the whole card. */
  reveal: (nodeId: string) => void
  sizeOf: (nodeId: string) => Size
  /** The place in the drawing at a point of the window. */
  at: (screen: Position) => Position
  /** The middle of what is in view. */
  center: () => Position
}

type EditorContextValue = {
  store: EditorStore
  canvas: RefObject<CanvasControls | null>
}

const EditorContext = createContext<EditorContextValue | null>(null)
const SourcesContext = createContext<EditorSources | null>(null)
const ReferencesContext = createContext<References>(noReferences)

type EditorProviderProps = { store: EditorStore; sources: EditorSources; children: ReactNode }

/** Gives the parts of one editor its store and the workspace around it. */
export function EditorProvider({ store, sources, children }: EditorProviderProps) {
  const canvas = useRef<CanvasControls | null>(null)
  const value = useMemo(() => ({ store, canvas }), [store])
  return (
    <EditorContext value={value}>
      <SourcesProvider sources={sources}>
        <ReferencesContext value={useDraftReferences(store, sources)}>{children}</ReferencesContext>
      </SourcesProvider>
    </EditorContext>
  )
}

/** Gives parts of the editor that need no drawing, like the criteria editor, the workspace around them. */
export function SourcesProvider({ sources, children }: { sources: EditorSources; children: ReactNode }) {
  return <SourcesContext value={sources}>{children}</SourcesContext>
}

/** A new object only when a sequence was added, removed or renamed, so that cards do not draw again for nothing. */
function useDraftReferences(store: EditorStore, { references, workflowId }: EditorSources): References {
  const names = useStore(
    store,
    useShallow(({ document }) => sequencesIn(document).flatMap(({ id, name }) => [id, name])),
  )
  return useMemo(() => {
    const sequences = []
    for (let at = 0; at < names.length; at += 2)
      sequences.push({ id: names[at] ?? '', name: names[at + 1] ?? '' })
    return withOwnSequences(references, workflowId, sequences)
  }, [references, workflowId, names])
}

/** A piece of the editor's state; the component draws again when that piece changes. */
export function useEditor<Piece>(select: (state: EditorState) => Piece): Piece {
  return useStore(useEditorContext().store, select)
}

/** The store itself, for handlers that read the state of the moment. */
export function useEditorStore(): EditorStore {
  return useEditorContext().store
}

/** What the drawing can point to, its own sequences included. */
export function useReferences(): References {
  return useContext(ReferencesContext)
}

/** The workspace around the drawing, as the server told it. */
export function useSources(): EditorSources {
  const sources = useContext(SourcesContext)
  if (!sources) throw new Error('Parts of the editor need a SourcesProvider around them')
  return sources
}

/** The canvas on screen, once it is there. */
export function useCanvas(): RefObject<CanvasControls | null> {
  return useEditorContext().canvas
}

function useEditorContext(): EditorContextValue {
  const value = useContext(EditorContext)
  if (!value) throw new Error('Parts of the editor need an EditorProvider around them')
  return value
}
