'use client'

import { useEffect, useState } from 'react'
import { createEditorStore, type EditorStore } from '@/components/editor/editor-store'
import { documentOf, type FinishAction, finishActionsOf } from '@/workflows/finish-actions'
import { judgeFinishActions } from '@/workflows/finish-actions/judge-finish-actions'
import type { FinishActionHost, HostRules } from '@/workflows/hosts'
import type { References } from '@/workflows/references'

type EntryStore = {
  host: FinishActionHost
  items: FinishAction[]
  references: References
  rules: HostRules
  /** Warnings always help; problems of a form that nobody has filled in yet do not. */
  showsProblems: boolean
}

/** The list as a drawing that the settings forms of the editor can work on, judged after each change. */
export function useEntryStore({ host, items, references, rules, showsProblems }: EntryStore): EditorStore {
  const [store] = useState(() => createEditorStore({ document: documentOf(host, items) }))
  useEffect(() => {
    const judge = () => {
      const list = finishActionsOf(store.getState().document)
      const { problems, warnings } = judgeFinishActions(host, list, { references, rules })
      store.getState().noteProblems({ problems: showsProblems ? problems : [], warnings })
    }
    judge()
    return store.subscribe(({ document }, before) => {
      if (document !== before.document) judge()
    })
  }, [store, host, references, rules, showsProblems])
  return store
}
