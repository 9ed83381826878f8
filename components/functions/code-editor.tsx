'use client'

import { javascript } from '@codemirror/lang-javascript'
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, setDiagnostics } from '@codemirror/lint'
import { EditorState } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { basicSetup } from 'codemirror'
import { useEffect, useRef } from 'react'

/** Where in the code something is wrong, from line 1. */
export type CodeProblem = { line: number; message: string }

type CodeEditorProps = {
  label: string
  value: string
  onValueChange: (value: string) => void
  isReadOnly: boolean
  problem: CodeProblem | null
}

/** An editor for JavaScript. The code lives in it; `value` is what it begins with. Tab indents, Escape then Tab leaves. */
export function CodeEditor({ label, value, onValueChange, isReadOnly, problem }: CodeEditorProps) {
  const place = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView>(null)
  const change = useRef(onValueChange)
  change.current = onValueChange
  const begin = useRef({ value, label, isReadOnly })

  useEffect(() => {
    if (!place.current) return
    const { value, label, isReadOnly } = begin.current
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({ doc: value, extensions: extensions(label, isReadOnly, change) }),
    })
    editor.current = view
    return () => view.destroy()
  }, [])

  useEffect(() => {
    const view = editor.current
    if (view) view.dispatch(setDiagnostics(view.state, problem ? [diagnostic(view.state, problem)] : []))
  }, [problem])

  return (
    <div
      ref={place}
      className="overflow-hidden rounded-lg border bg-surface focus-within:outline-2 focus-within:outline-accent"
    />
  )
}

function extensions(label: string, isReadOnly: boolean, change: { current: (value: string) => void }) {
  return [
    basicSetup,
    javascript(),
    lintGutter(),
    look,
    syntaxHighlighting(colours),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label }),
    EditorState.readOnly.of(isReadOnly),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) change.current(update.state.doc.toString())
    }),
  ]
}

function diagnostic({ doc }: EditorState, { line, message }: CodeProblem): Diagnostic {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines))
  return { from, to, severity: 'error', message }
}

/** In the colours of the page, light and dark. */
const look = EditorView.theme({
  '&': { fontSize: '13px', backgroundColor: 'transparent', color: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono, ui-monospace, monospace)',
    minHeight: '22rem',
    lineHeight: '1.6',
  },
  '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--ink-faint)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, currentColor 5%, transparent)',
  },
  '.cm-cursor': { borderLeftColor: 'currentColor' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, currentColor 18%, transparent) !important',
  },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--surface)',
    borderColor: 'var(--line-strong)',
  },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--on-accent)',
    backgroundColor: 'var(--accent)',
  },
})

/** Those of the page too: the editor's own are made for white paper. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: 'var(--info)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--good)' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: 'var(--warn)' },
  {
    tag: [tags.definition(tags.variableName), tags.definition(tags.propertyName)],
    color: 'var(--accent-ink)',
  },
  { tag: tags.comment, color: 'var(--ink-faint)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--bad)' },
])
