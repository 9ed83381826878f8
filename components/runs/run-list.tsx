'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import Link from 'next/link'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import type { RunStatus } from '@/workflows/run-state'
import { RunStatusBadge } from './run-status-badge'

type ListedRun = RouterOutputs['runs']['list']['items'][number]

export type RunFilter = { workflowId?: string; prospectId?: string; status?: RunStatus }

/** Runs, the latest first. Refreshes itself, because runs start by themselves. */
export function RunList({ filter, isFiltered }: { filter: RunFilter; isFiltered: boolean }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(filter, {
      getNextPageParam: (page) => page.next,
      refetchInterval: 10_000,
    }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const runs = pages.flatMap(({ items }) => items)
        if (runs.length === 0) return <NoRuns isFiltered={isFiltered} />
        return (
          <>
            <Table label="Runs">
              <TableHead>
                <Th>Prospect</Th>
                <Th className="max-md:hidden">Workflow</Th>
                <Th>Status</Th>
                <Th className="max-md:hidden">Started</Th>
                <Th className="max-lg:hidden">Last change</Th>
              </TableHead>
              <TableBody>
                {runs.map((run) => (
                  <RunRow key={run.id} run={run} />
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

function RunRow({ run }: { run: ListedRun }) {
  const who = run.prospect.name || run.prospect.email || 'Erased prospect'
  return (
    <TableRow>
      <Td className="max-w-44 md:max-w-64">
        <Link
          href={`/runs/${run.id}`}
          title={run.prospect.email ?? undefined}
          className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
        >
          {who}
        </Link>
        <span className="block truncate text-ink-faint text-xs md:hidden">{run.workflow.name}</span>
      </Td>
      <Td className="max-w-64 max-md:hidden">
        <span className="block truncate" title={run.workflow.name}>
          {run.workflow.name} <span className="text-ink-faint tabular-nums">v{run.versionNumber}</span>
        </span>
      </Td>
      <Td>
        <RunStatusBadge status={run.status} />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
        <TimeAgo at={run.startedAt} />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-lg:hidden">
        <TimeAgo at={run.updatedAt} />
      </Td>
    </TableRow>
  )
}

function NoRuns({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No runs match">
        Choose another status, or show the runs of every workflow.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<Activity />}
      title="No runs yet"
      action={
        <Button variant="primary" asChild>
          <Link href="/workflows">To the workflows</Link>
        </Button>
      }
    >
      A run is one prospect going through one version of a workflow. Publish a workflow and enrol someone, or
      let someone click a link it waits for.
    </EmptyState>
  )
}
