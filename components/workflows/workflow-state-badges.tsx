import { CircleDot, Pause } from 'lucide-react'
import { Badge } from '@/components/ui/badge'

type WorkflowStateBadgesProps = {
  workflow: { live: { number: number } | null; isPaused: boolean; hasUnpublishedChanges: boolean }
}

/** Draft, Live vN or Paused, and whether the drawing has moved on since. */
export function WorkflowStateBadges({ workflow }: WorkflowStateBadgesProps) {
  const { live, isPaused, hasUnpublishedChanges } = workflow
  if (!live) return <Badge tone="outline">Draft</Badge>
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {isPaused ? (
        <Badge tone="warn">
          <Pause />
          Paused
        </Badge>
      ) : (
        <Badge tone="good">
          <CircleDot />
          Live v{live.number}
        </Badge>
      )}
      {hasUnpublishedChanges ? <Badge tone="outline">Unpublished changes</Badge> : null}
    </span>
  )
}
