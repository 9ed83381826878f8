'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Gauge } from 'lucide-react'
import Link from 'next/link'
import { lookAgain } from '@/components/trpc/look-again'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'

type ScoreChange = RouterOutputs['prospects']['scoreHistory']['items'][number]

/** How a score came about: each change with who or what made it. */
export function ScoreHistory({ prospectId }: { prospectId: string }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.prospects.scoreHistory.infiniteQueryOptions(
      { id: prospectId },
      { getNextPageParam: (page) => page.next, refetchInterval: lookAgain(10_000) },
    ),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const changes = pages.flatMap(({ items }) => items)
        if (changes.length === 0)
          return (
            <EmptyState icon={<Gauge />} title="The score has not changed yet">
              Changes by the action “Adjust score”, by hand and by merging appear here, each with its reason.
            </EmptyState>
          )
        return (
          <>
            <Table label="Changes of the score">
              <TableHead>
                <Th>Change</Th>
                <Th>Score after</Th>
                <Th>Why</Th>
                <Th>When</Th>
              </TableHead>
              <TableBody>
                {changes.map((change) => (
                  <ChangeRow key={change.id} change={change} />
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

function ChangeRow({ change: { by, score, at, ...why } }: { change: ScoreChange }) {
  return (
    <TableRow>
      <Td>
        <span className={cn('font-medium tabular-nums', by < 0 ? 'text-bad' : 'text-good')}>
          {by < 0 ? '−' : '+'}
          {Math.abs(by).toLocaleString('en')}
        </span>
      </Td>
      <Td className="tabular-nums">{score?.toLocaleString('en') ?? '—'}</Td>
      <Td className="wrap-anywhere min-w-40">
        <Why {...why} />
      </Td>
      <Td>
        <TimeAgo at={at} className="whitespace-nowrap text-ink-faint" />
      </Td>
    </TableRow>
  )
}

const causes: Record<ScoreChange['cause'], string> = {
  action: 'Action of',
  edit: 'Changed by',
  merge: 'Merged by',
  undo: 'Merge undone by',
}

function Why({ cause, name, runId }: Omit<ScoreChange, 'by' | 'score' | 'at'>) {
  const text = `${causes[cause]} ${name ? (cause === 'action' ? `“${name}”` : name) : 'somebody who is gone'}`
  if (!runId) return text
  return (
    <Link
      href={`/runs/${runId}`}
      className="rounded-sm underline decoration-line-strong underline-offset-4 focus-ring hover:decoration-accent"
    >
      {text}
    </Link>
  )
}
