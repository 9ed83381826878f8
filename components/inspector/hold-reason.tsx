import { CirclePause, Hourglass, ShieldAlert, UserSearch } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { HoldReason } from '@/server/events/stored-event'

type Look = { label: string; why: string; because: string; tone: BadgeTone; icon: ReactNode }

/** Why something is held: in a word, in a sentence, and as the end of “Held …”. */
export const holdReasons: Record<HoldReason, Look> = {
  spam: {
    label: 'Spam',
    why: 'Too many in a short time from one address and person.',
    because: 'as spam',
    tone: 'bad',
    icon: <ShieldAlert />,
  },
  suspected: {
    label: 'Suspected',
    why: 'Perhaps no person clicked.',
    because: 'as suspected',
    tone: 'warn',
    icon: <UserSearch />,
  },
  settling: {
    label: 'Settling',
    why: 'A person’s click, as far as can be said: it waits a moment for other signs.',
    because: 'for a moment',
    tone: 'info',
    icon: <Hourglass />,
  },
  paused: {
    label: 'Paused',
    why: 'Its workflow was paused.',
    because: 'by the pause of its workflow',
    tone: 'neutral',
    icon: <CirclePause />,
  },
}

export function HoldReasonBadge({ reason }: { reason: HoldReason }) {
  const { label, tone, icon } = holdReasons[reason]
  return (
    <Badge tone={tone}>
      {icon}
      {label}
    </Badge>
  )
}

export const holdReasonOptions = [
  { value: 'all', label: 'Every reason' },
  ...Object.entries(holdReasons).map(([value, { label }]) => ({ value, label })),
]

/** A reason that stands in an address; null when it is none. */
export function readHoldReason(text: string | null): HoldReason | null {
  return text !== null && text in holdReasons ? (text as HoldReason) : null // a key of the table
}
