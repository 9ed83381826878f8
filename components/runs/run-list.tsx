'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Activity } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { lookAgain } from '@/components/trpc/look-again'
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
  // On the prospect's own page their name says nothing.
  const isOfOne = filter.prospectId !== undefined
  const query = useInfiniteQuery(
    trpc.runs.list.infiniteQueryOptions(filter, {
      getNextPageParam: (page) => page.next,
      refetchInterval: lookAgain(10_000),
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
                {isOfOne ? null : <Th>Prospect</Th>}
                <Th className={isOfOne ? undefined : 'max-md:hidden'}>Workflow</Th>
                <Th>Status</Th>
                <Th className="max-md:hidden">Started</Th>
                <Th className="max-lg:hidden">Last change</Th>
              </TableHead>
              <TableBody>
                {runs.map((run) => (
                  <RunRow key={run.id} run={run} isOfOne={isOfOne} />
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

function RunRow({ run, isOfOne }: { run: ListedRun; isOfOne: boolean }) {
  const { id, prospect, workflow, versionNumber } = run
  const version = <span className="text-ink-faint tabular-nums">v{versionNumber}</span>
  return (
    <TableRow>
      {isOfOne ? (
        <Td className="max-w-52 md:max-w-64">
          <RunLink id={id} title={workflow.name}>
            {workflow.name} {version}
          </RunLink>
        </Td>
      ) : (
        <>
          <Td className="max-w-44 md:max-w-64">
            <RunLink id={id} title={prospect.email ?? undefined}>
              {prospect.name || prospect.email || 'Erased prospect'}
            </RunLink>
            <span className="block truncate text-ink-faint text-xs md:hidden">{workflow.name}</span>
          </Td>
          <Td className="max-w-64 max-md:hidden">
            <span className="block truncate" title={workflow.name}>
              {workflow.name} {version}
            </span>
          </Td>
        </>
      )}
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

function RunLink({ id, title, children }: { id: string; title: string | undefined; children: ReactNode }) {
  return (
    <Link
      href={`/runs/${id}`}
      title={title}
      className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
    >
      {children}
    </Link>
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
