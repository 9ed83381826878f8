import { Check, CircleAlert, CloudOff, Pencil } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Saving } from '@/components/editor/editor-store'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Spinner } from '@/components/ui/spinner'

const states: Record<Saving['status'], { text: string; tone: BadgeTone; icon: ReactNode }> = {
  saved: { text: 'Saved', tone: 'neutral', icon: <Check aria-hidden /> },
  dirty: { text: 'Not saved yet', tone: 'neutral', icon: <Pencil aria-hidden /> },
  saving: { text: 'Saving…', tone: 'neutral', icon: <Spinner /> },
  retrying: { text: 'No connection, trying again…', tone: 'warn', icon: <CloudOff aria-hidden /> },
  refused: { text: 'Not saved', tone: 'bad', icon: <CircleAlert aria-hidden /> },
  conflict: { text: 'Changed by someone else', tone: 'bad', icon: <CircleAlert aria-hidden /> },
}

/** Whether what is on the screen is on the server. */
export function SaveState({ saving }: { saving: Saving }) {
  const { text, tone, icon } = states[saving.status]
  return (
    <span role="status">
      <Badge tone={tone}>
        {icon}
        {text}
      </Badge>
    </span>
  )
}
