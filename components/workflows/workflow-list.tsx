'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import { WorkflowMenu } from './workflow-menu'
import { WorkflowStateBadges } from './workflow-state-badges'

export type ListedWorkflow = RouterOutputs['workflows']['list']['items'][number]

/** Workflows, the last changed first. @param empty stands there while there is not a single one */
export function WorkflowList({ search, empty }: { search: string; empty: ReactNode }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.workflows.list.infiniteQueryOptions(search ? { search } : {}, {
      getNextPageParam: (page) => page.next,
    }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const workflows = pages.flatMap(({ items }) => items)
        if (workflows.length === 0 && search)
          return (
            <EmptyState title="No workflow has this name">Search for another part of its name.</EmptyState>
          )
        if (workflows.length === 0) return empty
        return (
          <>
            <Table label="Workflows">
              <TableHead>
                <Th>Name</Th>
                <Th>State</Th>
                <Th isNumber className="max-md:hidden">
                  Active
                </Th>
                <Th isNumber className="max-md:hidden">
                  Waiting
                </Th>
                <Th isNumber className="max-md:hidden">
                  Finished
                </Th>
                <Th className="max-lg:hidden">Changed</Th>
                <Th>
                  <span className="sr-only">More</span>
                </Th>
              </TableHead>
              <TableBody>
                {workflows.map((workflow) => (
                  <WorkflowRow key={workflow.id} workflow={workflow} />
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

function WorkflowRow({ workflow }: { workflow: ListedWorkflow }) {
  const { id, name, runs, updatedAt } = workflow
  return (
    <TableRow>
      <Td className="max-w-40 md:min-w-40 md:max-w-80">
        <Link
          href={`/workflows/${id}`}
          title={name}
          className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
        >
          {name}
        </Link>
        <span className="block truncate text-ink-faint text-xs md:hidden">
          {runs.active} active · {runs.waiting} waiting
        </span>
      </Td>
      <Td>
        <WorkflowStateBadges workflow={workflow} />
      </Td>
      {(['active', 'waiting', 'finished'] as const).map((status) => (
        <Td key={status} isNumber className="max-md:hidden">
          {runs[status] ? (
            <Link
              href={`/runs?workflowId=${id}&status=${status}`}
              className="rounded-sm focus-ring hover:text-accent-ink hover:underline"
            >
              {runs[status].toLocaleString('en')}
            </Link>
          ) : (
            <span className="text-ink-faint">0</span>
          )}
        </Td>
      ))}
      <Td className="whitespace-nowrap text-ink-soft max-lg:hidden">
        <TimeAgo at={updatedAt} />
      </Td>
      <Td className="w-12 py-1 pr-2 text-right">
        <WorkflowMenu workflow={workflow} />
      </Td>
    </TableRow>
  )
}
