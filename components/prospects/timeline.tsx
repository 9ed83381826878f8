'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import Link from 'next/link'
import { HoldNote } from '@/components/inspector/hold-note'
import { describeDevice } from '@/components/links/describe-device'
import { outcomeText } from '@/components/links/outcome-text'
import { VerdictBadge } from '@/components/links/verdict-badge'
import { VerdictReasons } from '@/components/links/verdict-reasons'
import { useUrlState } from '@/components/shell/use-url-state'
import { lookAgain } from '@/components/trpc/look-again'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Select } from '@/components/ui/select'
import { TimeAgo } from '@/components/ui/time-ago'
import { timelineIcon } from './timeline-icon'

type TimelineEntry = RouterOutputs['prospects']['timeline']['items'][number]

/** Everything that happened to a prospect, the latest first; also clicks that started nothing, with the reason (IR-9). */
export function Timeline({ prospectId }: { prospectId: string }) {
  const trpc = useTRPC()
  const [wanted, setWanted] = useUrlState('show')
  const show = shows.find(({ value }) => value === wanted)?.value ?? 'all'
  const query = useInfiniteQuery(
    trpc.prospects.timeline.infiniteQueryOptions(
      { id: prospectId, ...(show !== 'all' && { show }) },
      { getNextPageParam: (page) => page.next, refetchInterval: lookAgain(8_000) },
    ),
  )
  return (
    <>
      <Select
        aria-label="What to show"
        className="mb-5 w-56"
        options={shows}
        value={show}
        onValueChange={(next) => setWanted(next === 'all' ? null : next)}
      />
      <QueryState query={query}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items)
          if (entries.length === 0) return <NothingYet isFiltered={show !== 'all'} />
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
    </>
  )
}

const shows = [
  { value: 'all', label: 'Everything' },
  { value: 'clicks', label: 'Clicks' },
  { value: 'activity', label: 'What they did' },
  { value: 'emails', label: 'Emails' },
  { value: 'changes', label: 'Changes' },
  { value: 'consent', label: 'Consent' },
] as const

function NothingYet({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState icon={<History />} title="Nothing of this kind yet">
        Choose “Everything” to see what else happened.
      </EmptyState>
    )
  return (
    <EmptyState icon={<History />} title="Nothing happened yet">
      Clicks, emails, tags, scores and everything else appear here. Enrol this prospect in a workflow to
      begin.
    </EmptyState>
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
      {entry.click ? <Device click={entry.click} /> : null}
      {outcome ? <p className="break-words text-[13px] text-ink-faint">{outcome}</p> : null}
      {entry.hold ? <HoldNote eventId={entry.id} hold={entry.hold} /> : null}
      {isEvent || entry.runIds.length ? <Places entry={entry} /> : null}
    </li>
  )
}

/** From where they clicked, as far as the browser said. */
function Device({ click: { userAgent, referrer, ip } }: { click: NonNullable<TimelineEntry['click']> }) {
  const parts = [describeDevice(userAgent), ip, referrer ? `from ${referrer}` : null].filter(Boolean)
  return <p className="break-words text-[13px] text-ink-faint">{parts.join(' · ')}</p>
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
