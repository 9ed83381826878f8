import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { StepRecord } from '@/workflows/step-record'

const looks: Record<StepRecord['outcome'], { label: string; tone: BadgeTone }> = {
  reached: { label: 'Reached', tone: 'accent' },
  entered: { label: 'Entered', tone: 'neutral' },
  performed: { label: 'Ran', tone: 'good' },
  skipped: { label: 'Did not run', tone: 'warn' },
  waiting: { label: 'Waiting', tone: 'info' },
  resumed: { label: 'Wait over', tone: 'neutral' },
  awaiting: { label: 'Awaited', tone: 'info' },
  branched: { label: 'Branched', tone: 'neutral' },
  finished: { label: 'Finished', tone: 'neutral' },
  stopped: { label: 'Stopped', tone: 'outline' },
  withdrawn: { label: 'No longer awaited', tone: 'outline' },
  returned: { label: 'Answered', tone: 'good' },
  cancelled: { label: 'Cancelled', tone: 'outline' },
}

/** What became of one step, in a word or two. */
export function OutcomeBadge({ outcome }: { outcome: StepRecord['outcome'] }) {
  const { label, tone } = looks[outcome]
  return <Badge tone={tone}>{label}</Badge>
}
