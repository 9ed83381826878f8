'use client'

import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Icon } from '@/components/ui/icon'
import { formatDateTime, TimeAgo } from '@/components/ui/time-ago'
import type { WorkflowDocument } from '@/workflows/document/document'
import { eventIcon } from './event-icon'
import type { Burst } from './group-by-event'
import { SnapshotView } from './snapshot-view'
import { StepView } from './step-view'

/** One event and all that it did to the run; the values it was decided on can be opened. */
export function BurstView({ burst, document }: { burst: Burst; document: WorkflowDocument }) {
  const [isSnapshotOpen, setSnapshotOpen] = useState(false)
  return (
    <article className="rounded-lg border bg-surface" aria-label={burst.eventSummary}>
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-3">
        <h2 className="flex min-w-0 items-start gap-3 font-semibold">
          <Icon name={eventIcon(burst.eventKind)} className="mt-0.5 shrink-0 text-ink-faint" />
          <span className="min-w-0 break-words">{burst.eventSummary}</span>
        </h2>
        <span className="text-[13px] text-ink-faint" title={formatDateTime(burst.at)}>
          <TimeAgo at={burst.at} /> · {burst.at.toLocaleTimeString('en', { timeStyle: 'medium' })}
        </span>
        <Button
          variant="ghost"
          size="sm"
          className="-mr-2 ml-auto"
          aria-expanded={isSnapshotOpen}
          onClick={() => setSnapshotOpen(!isSnapshotOpen)}
        >
          Original values
          <ChevronDown className={cn('transition-transform', isSnapshotOpen && 'rotate-180')} />
        </Button>
      </header>
      <div className="p-4">
        {isSnapshotOpen ? (
          <div className="mb-5">
            <p className="mb-2 text-[13px] text-ink-soft">
              The prospect when this event arrived. Every condition below read these values.
            </p>
            <SnapshotView snapshot={burst.snapshot} />
          </div>
        ) : null}
        <ol>
          {burst.steps.map(({ step, byThen }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what happened never changes its place, and may happen twice
            <StepView key={index} step={step} byThen={byThen} document={document} />
          ))}
        </ol>
      </div>
    </article>
  )
}
