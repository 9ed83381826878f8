'use client'

import { useEffect } from 'react'
import { compile } from '@/workflows/compile'
import type { References } from '@/workflows/references'
import type { EditorStore } from './editor-store'

const delayMs = 80

/** Keeps the store's problems and warnings those of its drawing; compile is the only judge of it. */
export function useProblems(store: EditorStore, references: References): void {
  useEffect(() => {
    let judged: unknown = null
    let timer: ReturnType<typeof setTimeout> | undefined
    const judge = () => {
      const { document, noteProblems } = store.getState()
      judged = document
      const { problems, warnings } = compile(document, references)
      noteProblems({ problems, warnings })
    }
    judge()
    const unsubscribe = store.subscribe(({ document }) => {
      if (document === judged) return
      judged = document
      clearTimeout(timer)
      timer = setTimeout(judge, delayMs)
    })
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [store, references])
}
