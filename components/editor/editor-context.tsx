'use client'

import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { Position } from '@/workflows/edit/add-node'
import type { Size } from '@/workflows/edit/tidy-layout'
import type { ProspectField } from '@/workflows/prospect-fields'
import type { References } from '@/workflows/references'
import type { EditorState, EditorStore } from './editor-store'

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
  sizeOf: (nodeId: string) => Size
  /** The middle of what is in view. */
  center: () => Position
}

type EditorContextValue = {
  store: EditorStore
  sources: EditorSources
  canvas: RefObject<CanvasControls | null>
}

const EditorContext = createContext<EditorContextValue | null>(null)

type EditorProviderProps = { store: EditorStore; sources: EditorSources; children: ReactNode }

/** Gives the parts of one editor its store and the workspace around it. */
export function EditorProvider({ store, sources, children }: EditorProviderProps) {
  const canvas = useRef<CanvasControls | null>(null)
  const value = useMemo(() => ({ store, sources, canvas }), [store, sources])
  return <EditorContext value={value}>{children}</EditorContext>
}

/** A piece of the editor's state; the component draws again when that piece changes. */
export function useEditor<Piece>(select: (state: EditorState) => Piece): Piece {
  return useStore(useEditorContext().store, select)
}

/** The store itself, for handlers that read the state of the moment. */
export function useEditorStore(): EditorStore {
  return useEditorContext().store
}

export function useSources(): EditorSources {
  return useEditorContext().sources
}

export function useCanvas(): RefObject<CanvasControls | null> {
  return useEditorContext().canvas
}

function useEditorContext(): EditorContextValue {
  const value = useContext(EditorContext)
  if (!value) throw new Error('Parts of the editor need an EditorProvider around them')
  return value
}
