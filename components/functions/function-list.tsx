'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import { runtimeLabel } from './runtime-options'

/** Functions with what they do and where they run. @param empty stands there while there is none */
export function FunctionList({ search, empty }: { search: string; empty: ReactNode }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.functions.list.infiniteQueryOptions(search ? { search } : {}, {
      getNextPageParam: (page) => page.next,
    }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const functions = pages.flatMap(({ items }) => items)
        if (functions.length === 0 && search)
          return <EmptyState title="No function matches">Search for part of a name.</EmptyState>
        if (functions.length === 0) return empty
        return (
          <>
            <Table label="Functions">
              <TableHead>
                <Th>Name</Th>
                <Th>Description</Th>
                <Th>Runs on</Th>
                <Th>Updated</Th>
              </TableHead>
              <TableBody>
                {functions.map(({ id, name, description, runtime, updatedAt }) => (
                  <TableRow key={id}>
                    <Td className="min-w-36 max-w-64">
                      <Link
                        href={`/functions/${id}`}
                        title={name}
                        className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
                      >
                        {name}
                      </Link>
                    </Td>
                    <Td className="min-w-40 max-w-80 truncate text-ink-soft" title={description}>
                      {description || 'No description yet'}
                    </Td>
                    <Td>
                      <Badge tone="outline">{runtimeLabel(runtime)}</Badge>
                    </Td>
                    <Td className="whitespace-nowrap text-ink-soft">
                      <TimeAgo at={updatedAt} />
                    </Td>
                  </TableRow>
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
