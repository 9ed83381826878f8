'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import Link from 'next/link'
import { HoldNote } from '@/components/inspector/hold-note'
import { outcomeText } from '@/components/links/outcome-text'
import { VerdictBadge } from '@/components/links/verdict-badge'
import { VerdictReasons } from '@/components/links/verdict-reasons'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { TimeAgo } from '@/components/ui/time-ago'
import { timelineIcon } from './timeline-icon'

type TimelineEntry = RouterOutputs['prospects']['timeline']['items'][number]

/** Everything that happened to a prospect, the latest first; also clicks that started nothing, with the reason (IR-9). */
export function Timeline({ prospectId }: { prospectId: string }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.prospects.timeline.infiniteQueryOptions(
      { id: prospectId },
      { getNextPageParam: (page) => page.next, refetchInterval: 8_000 },
    ),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const entries = pages.flatMap(({ items }) => items)
        if (entries.length === 0)
          return (
            <EmptyState icon={<History />} title="Nothing happened yet">
              Clicks, emails, tags, scores and everything else appear here. Enrol this prospect in a workflow
              to begin.
            </EmptyState>
          )
        return (
          <>
            <ol>
              {entries.map((entry) => (
                <TimelineLine key={entry.id} entry={entry} />
              ))}
            </ol>
            <LoadMore query={query} />
          </>
        )
      }}
    </QueryState>
  )
}

function TimelineLine({ entry }: { entry: TimelineEntry }) {
  const isEvent = entry.verdict !== null || entry.linkId !== null
  const outcome = isEvent && entry.hold?.state !== 'held' ? outcomeText(entry.outcome) : null
  return (
    <li className="relative pb-4 pl-11 before:absolute before:top-8 before:bottom-0 before:left-4 before:w-px before:bg-line last:pb-0 last:before:hidden">
      <span
        className={cn(
          'absolute top-0 left-0 flex size-8 items-center justify-center rounded-full border bg-surface',
          entry.outcome ? 'text-ink-faint' : 'text-ink-soft',
        )}
      >
        <Icon name={timelineIcon(entry.kind)} />
      </span>
      <div className="flex min-h-8 items-start justify-between gap-4 pt-1.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="min-w-0 break-words">{entry.summary}</span>
          {entry.kind === 'link.clicked' && entry.linkId ? (
            <VerdictBadge verdict={entry.verdict} reasons={entry.reasons} />
          ) : null}
        </div>
        <TimeAgo at={entry.at} className="whitespace-nowrap text-[13px] text-ink-faint" />
      </div>
      <VerdictReasons reasons={entry.reasons} />
      {outcome ? <p className="break-words text-[13px] text-ink-faint">{outcome}</p> : null}
      {entry.hold ? <HoldNote eventId={entry.id} hold={entry.hold} /> : null}
      {isEvent || entry.runIds.length ? <Places entry={entry} /> : null}
    </li>
  )
}

function Places({ entry: { linkId, runIds } }: { entry: TimelineEntry }) {
  const places = [
    ...(linkId ? [{ href: `/links/${linkId}`, label: 'Open link' }] : []),
    ...runIds.map((id, index) => ({
      href: `/runs/${id}`,
      label: runIds.length > 1 ? `Open run ${index + 1}` : 'Open run',
    })),
  ]
  return (
    <p className="flex flex-wrap gap-3 text-[13px]">
      {places.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          className="rounded-sm text-ink-soft underline decoration-line-strong underline-offset-4 focus-ring hover:decoration-accent"
        >
          {label}
        </Link>
      ))}
    </p>
  )
}
