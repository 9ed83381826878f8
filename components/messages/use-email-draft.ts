'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { createAutosave, type SaveResult } from '@/components/editor/autosave'
import type { Saving } from '@/components/editor/editor-store'
import { appCodeOf } from '@/components/trpc/make-query-client'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { MessageRecord } from '@/server/messages/message-record'

export type EmailDraft = Pick<MessageRecord, 'name' | 'subject' | 'html'>

/** What the server made of a draft. */
export type SavedEmail = { links: MessageRecord['links']; html: string; sentHtml: string }

/** An email being written: saved by itself after a pause, one save after the other. */
export function useEmailDraft(message: MessageRecord) {
  const { name, subject, html, revision, links } = message
  const [draft, setDraft] = useState<EmailDraft>({ name, subject, html })
  const [saving, setSaving] = useState<Saving>({ status: 'saved' })
  const [saved, setSaved] = useState<SavedEmail>({ links, html, sentHtml: html })
  const save = useSave(message.id, setSaved)
  const [autosave] = useState(() =>
    createAutosave<EmailDraft>({ revision, save: (...given) => save.current(...given), onState: setSaving }),
  )
  useEffect(() => () => void autosave.flush(), [autosave])
  useUnsavedWarning(saving.status !== 'saved')
  const latest = useRef(draft)
  const change = useCallback(
    (changes: Partial<EmailDraft>) => {
      latest.current = { ...latest.current, ...changes }
      setDraft(latest.current)
      autosave.changed(latest.current)
    },
    [autosave],
  )
  return { draft, change, saving, saved, flush: autosave.flush }
}

type Save = (draft: EmailDraft, revision: number) => Promise<SaveResult>

function useSave(id: string, onSaved: (saved: SavedEmail) => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const { mutateAsync } = useMutation(
    trpc.messages.save.mutationOptions({ onError: () => {} }), // shown beside the text
  )
  const save: Save = async (draft, revision) => {
    try {
      const answer = await mutateAsync({ id, revision, ...draft })
      queryClient.setQueryData(trpc.messages.get.queryKey({ id }), answer)
      void queryClient.invalidateQueries(trpc.messages.list.pathFilter())
      void queryClient.invalidateQueries(trpc.messages.preview.pathFilter())
      void queryClient.invalidateQueries(trpc.workflows.references.pathFilter())
      onSaved({ links: answer.links, html: answer.html, sentHtml: draft.html })
      return { ok: true, revision: answer.revision }
    } catch (error) {
      return { ok: false, code: failureOf(error), message: error instanceof Error ? error.message : '' }
    }
  }
  const current = useRef(save)
  useEffect(() => {
    current.current = save
  })
  return current
}

/** Without a code of ours no answer came. */
function failureOf(error: unknown): Extract<SaveResult, { ok: false }>['code'] {
  const code = appCodeOf(error)
  if (!code) return 'network'
  return code === 'conflict' ? 'conflict' : 'refused'
}

function useUnsavedWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isUnsaved])
}
