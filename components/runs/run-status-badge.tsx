import { Ban, CircleCheck, Clock, Hand } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { RunStatus } from '@/workflows/run-state'

const looks: Record<RunStatus, { label: string; tone: BadgeTone; icon: ReactNode }> = {
  active: { label: 'Active', tone: 'accent', icon: <Clock /> },
  waiting: { label: 'Waiting for a goal', tone: 'info', icon: <Hand /> },
  finished: { label: 'Finished', tone: 'neutral', icon: <CircleCheck /> },
  cancelled: { label: 'Cancelled', tone: 'outline', icon: <Ban /> },
}

/** Where a run stands, in words. */
export function RunStatusBadge({ status }: { status: RunStatus }) {
  const { label, tone, icon } = looks[status]
  return (
    <Badge tone={tone}>
      {icon}
      {label}
    </Badge>
  )
}

/** The statuses a list can be filled by, as the badge names them. */
export const runStatusOptions = (['active', 'waiting', 'finished', 'cancelled'] satisfies RunStatus[]).map(
  (value) => ({ value, label: looks[value].label }),
)
