'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { MousePointerClick } from 'lucide-react'
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { HoldNote } from '@/components/inspector/hold-note'
import { useUrlState } from '@/components/shell/use-url-state'
import { lookAgain } from '@/components/trpc/look-again'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Select } from '@/components/ui/select'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import { describeDevice } from './describe-device'
import { outcomeText } from './outcome-text'
import { VerdictBadge } from './verdict-badge'
import { VerdictReasons } from './verdict-reasons'

type LinkClick = RouterOutputs['links']['clicks']['items'][number]

/** Every click, the latest first, with what was thought of it and why (IR-9, ?15). */
export function LinkClicks({ id }: { id: string }) {
  const trpc = useTRPC()
  const [wanted, setWanted] = useUrlState('verdict')
  const verdict = verdicts.find(({ value }) => value === wanted)?.value ?? 'all'
  const query = useInfiniteQuery(
    trpc.links.clicks.infiniteQueryOptions(
      { id, ...(verdict !== 'all' && { verdict }) },
      { getNextPageParam: (page) => page.next, refetchInterval: lookAgain(10_000) },
    ),
  )
  return (
    <>
      <Select
        aria-label="Verdict"
        className="mb-4 w-48"
        options={verdicts}
        value={verdict}
        onValueChange={(next) => setWanted(next === 'all' ? null : next)}
      />
      <Clicks query={query} isFiltered={verdict !== 'all'} />
    </>
  )
}

const verdicts = [
  { value: 'all', label: 'All verdicts' },
  { value: 'human', label: 'Human' },
  { value: 'suspected', label: 'Suspected bots' },
  { value: 'bot', label: 'Bots' },
  { value: 'prefetch', label: 'Prefetches' },
] as const

type ClicksProps = {
  query: ComponentProps<typeof LoadMore>['query'] & {
    data: { pages: { items: LinkClick[] }[] } | undefined
    error: { message: string } | null
    isPending: boolean
    refetch: () => unknown
  }
  isFiltered: boolean
}

function Clicks({ query, isFiltered }: ClicksProps) {
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const clicks = pages.flatMap(({ items }) => items)
        if (clicks.length === 0 && isFiltered)
          return (
            <EmptyState icon={<MousePointerClick />} title="No click was judged so">
              Choose another verdict, or all of them.
            </EmptyState>
          )
        if (clicks.length === 0)
          return (
            <EmptyState icon={<MousePointerClick />} title="No clicks yet">
              Copy the short URL above and open it: the click appears here within a second.
            </EmptyState>
          )
        return (
          <>
            <Table label="Clicks">
              <TableHead>
                <Th className="max-md:hidden">When</Th>
                <Th>Who</Th>
                <Th>Verdict</Th>
                <Th>Sent by</Th>
                <Th>Referrer</Th>
                <Th>Device</Th>
                <Th>URL path</Th>
              </TableHead>
              <TableBody>
                {clicks.map((click) => (
                  <ClickRow key={click.id} click={click} />
                ))}
              </TableBody>
            </Table>
            <LoadMore query={query} />
          </>
        )
      }}
    </QueryState>
  )
}

function ClickRow({ click }: { click: LinkClick }) {
  const outcome = outcomeText(click.outcome)
  return (
    <TableRow>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
        <TimeAgo at={click.at} />
      </Td>
      <Td className="max-w-36 md:max-w-56">
        {click.prospect ? (
          <Link
            href={`/prospects/${click.prospect.id}`}
            title={click.prospect.email ?? click.prospect.name}
            className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
          >
            {click.prospect.name}
          </Link>
        ) : (
          <span className="text-ink-faint">Anonymous</span>
        )}
        <TimeAgo at={click.at} className="block text-ink-faint text-xs md:hidden" />
      </Td>
      <Td className="min-w-52 max-w-96">
        <VerdictBadge verdict={click.verdict} />
        <VerdictReasons reasons={click.reasons} />
        {outcome && click.hold?.state !== 'held' ? (
          <p className="mt-0.5 text-ink-faint text-xs">{outcome}</p>
        ) : null}
        {click.hold ? <HoldNote eventId={click.id} hold={click.hold} /> : null}
        {click.done.length ? (
          <p className="mt-0.5 text-ink-soft text-xs">
            It had done, and this stays: {click.done.join(' · ')}.
          </p>
        ) : null}
      </Td>
      <Td className="max-w-36">
        <Directed click={click} />
      </Td>
      <Td className="max-w-36 truncate text-ink-soft" title={click.referrer ?? undefined}>
        {click.referrer?.replace(/^https?:\/\//, '') || <span className="text-ink-faint">Direct</span>}
      </Td>
      <Td className="max-w-48 truncate whitespace-nowrap text-ink-soft" title={click.userAgent ?? undefined}>
        {describeDevice(click.userAgent)}
      </Td>
      <Td className="max-w-36 truncate text-ink-soft" title={click.path ?? undefined}>
        {click.path}
      </Td>
    </TableRow>
  )
}

/** Who is responsible for the visit, and who passed the link on (IM-9, ?19). */
function Directed({ click: { sender, sharer } }: { click: LinkClick }) {
  if (!sender && !sharer) return <span className="whitespace-nowrap text-ink-faint">Not known</span>
  return (
    <>
      {sender ? (
        <span className="block truncate" title={sender.name}>
          {sender.name}
        </span>
      ) : null}
      {sharer ? (
        <span className="line-clamp-2 break-words text-[13px] text-ink-soft" title={sharer.name}>
          Passed on by{' '}
          <Link href={`/prospects/${sharer.id}`} className="rounded-sm focus-ring hover:text-accent-ink">
            {sharer.name}
          </Link>
        </span>
      ) : null}
    </>
  )
}
