'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { TRPCClientError } from '@trpc/client'
import { useEffect, useMemo } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { WorkflowDocument } from '@/workflows/document/document'
import { createAutosave, type SaveResult } from '../autosave'
import type { EditorStore } from '../editor-store'

export type Draft = {
  /** Saves what is waiting; true when the server holds everything that is drawn. */
  flush: () => Promise<boolean>
  revision: () => number
  /** Drops what is drawn here and goes on from what the server holds. */
  reload: () => Promise<void>
}

/** Keeps the server's draft what is drawn; before the page is left with something unsaved, the browser asks. */
export function useDraft(store: EditorStore, workflow: { id: string; revision: number }): Draft {
  const { id } = workflow
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  // Offline it must fail at once, so that the editor says so and tries again by itself.
  const { mutateAsync } = useMutation(
    trpc.workflows.saveDraft.mutationOptions({ networkMode: 'always', retry: false, onError: () => {} }),
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first revision counts; later ones come from saving
  const autosave = useMemo(
    () =>
      createAutosave({
        revision: workflow.revision,
        save: (document, revision) => toResult(mutateAsync({ id, revision, document })),
        onState: (saving) => store.getState().noteSaving(saving),
      }),
    [store, id, mutateAsync],
  )
  useEffect(() => {
    let known = store.getState().document
    const unsubscribe = store.subscribe(({ document, isReadOnly }) => {
      if (document === known || isReadOnly) return
      known = document
      autosave.changed(document)
    })
    return () => {
      unsubscribe()
      void autosave.flush() // leaving for another screen: what is waiting is saved now
    }
  }, [store, autosave])
  useLeaveGuard(store)
  return useMemo(() => {
    const load = async () => {
      const options = trpc.workflows.get.queryOptions({ id }, { staleTime: 0 })
      const { document, revision } = await queryClient.fetchQuery(options)
      if (!document) return window.location.reload()
      showLoaded(store, document, () => autosave.reset(revision))
    }
    return { flush: autosave.flush, revision: autosave.revision, reload: load }
  }, [autosave, queryClient, trpc, store, id])
}

/** Loading a document is a change of the store, which notes it as unsaved; `reset` then says that it is not. */
function showLoaded(store: EditorStore, document: WorkflowDocument, reset: () => void): void {
  store.getState().load(document)
  reset()
}

async function toResult(saved: Promise<{ revision: number }>): Promise<SaveResult> {
  try {
    return { ok: true, revision: (await saved).revision }
  } catch (error) {
    const message = error instanceof Error ? error.message : 'The draft could not be saved.'
    return { ok: false, code: codeOf(error), message }
  }
}

const passing = new Set(['internal', 'unavailable', 'too-many-requests'])

/** No answer, or one that may be different in a moment, is tried again. */
function codeOf(error: unknown): Extract<SaveResult, { ok: false }>['code'] {
  const data: unknown = error instanceof TRPCClientError ? error.data : null
  const code = data && typeof data === 'object' && 'appCode' in data ? String(data.appCode) : null
  if (code === null || passing.has(code)) return 'network'
  return code === 'conflict' ? 'conflict' : 'refused'
}

function useLeaveGuard(store: EditorStore): void {
  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (store.getState().saving.status !== 'saved') event.preventDefault()
    }
    window.addEventListener('beforeunload', onBeforeUnload)
    return () => window.removeEventListener('beforeunload', onBeforeUnload)
  }, [store])
}
