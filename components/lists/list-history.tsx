'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import Link from 'next/link'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'

/** Who joined a list and who left it, and what made them. */
export function ListHistory({ listId }: { listId: string }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.lists.history.infiniteQueryOptions({ id: listId }, { getNextPageParam: (page) => page.next }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const lines = pages.flatMap(({ items }) => items)
        if (lines.length === 0)
          return (
            <EmptyState icon={<History />} title="Nobody has joined or left yet">
              Every time a prospect joins or leaves this list, it is written down here.
            </EmptyState>
          )
        return (
          <>
            <Table label="Who joined and left">
              <TableHead>
                <Th>When</Th>
                <Th>Prospect</Th>
                <Th>What</Th>
                <Th>By</Th>
              </TableHead>
              <TableBody>
                {lines.map(({ id, at, prospect, change, by, runId }) => (
                  <TableRow key={id}>
                    <Td className="whitespace-nowrap text-ink-soft">
                      <TimeAgo at={at} />
                    </Td>
                    <Td className="max-w-56 truncate">
                      {prospect ? (
                        <Link
                          href={`/prospects/${prospect.id}`}
                          className="rounded-sm font-medium focus-ring hover:text-accent-ink"
                        >
                          {prospect.name}
                        </Link>
                      ) : (
                        <span className="text-ink-faint">Erased</span>
                      )}
                    </Td>
                    <Td>
                      <Badge tone={change === 'joined' ? 'good' : 'neutral'}>
                        {change === 'joined' ? 'Joined' : 'Left'}
                      </Badge>
                    </Td>
                    <Td className="max-w-56 truncate text-ink-soft" title={by}>
                      {runId ? (
                        <Link href={`/runs/${runId}`} className="rounded-sm focus-ring hover:text-accent-ink">
                          {by}
                        </Link>
                      ) : (
                        by
                      )}
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
