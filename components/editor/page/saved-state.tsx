'use client'

import { Check, CloudOff, LoaderCircle, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useEditor } from '../editor-context'
import type { Saving } from '../editor-store'

const looks: Record<Saving['status'], { text: string; icon: ReactNode; colour: string }> = {
  saved: { text: 'Saved', icon: <Check />, colour: 'text-ink-faint' },
  dirty: { text: 'Unsaved changes', icon: <LoaderCircle />, colour: 'text-ink-faint' },
  saving: { text: 'Saving…', icon: <LoaderCircle className="animate-spin" />, colour: 'text-ink-faint' },
  retrying: { text: 'Not saved yet, trying again', icon: <CloudOff />, colour: 'text-warn' },
  refused: { text: 'Not saved', icon: <TriangleAlert />, colour: 'text-bad' },
  conflict: { text: 'Not saved: changed elsewhere', icon: <TriangleAlert />, colour: 'text-bad' },
}

/** Whether the server holds what is drawn. */
export function SavedState() {
  const saving = useEditor((state) => state.saving)
  const { text, icon, colour } = looks[saving.status]
  const reason = 'message' in saving ? saving.message : undefined
  return (
    <span
      role="status"
      title={reason}
      className={`inline-flex items-center gap-1 text-[13px] [&_svg]:size-3.5 ${colour}`}
    >
      {icon}
      {saving.status === 'refused' && reason ? `${text}: ${reason}` : text}
    </span>
  )
}
