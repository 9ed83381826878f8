'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'

/** The lists with the number of their members. @param empty stands there while there is none */
export function ListTable({ search, empty }: { search: string; empty: ReactNode }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.lists.list.infiniteQueryOptions(search ? { search } : {}, { getNextPageParam: (page) => page.next }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const lists = pages.flatMap(({ items }) => items)
        if (lists.length === 0 && search)
          return <EmptyState title="No list matches">Search for a part of the name.</EmptyState>
        if (lists.length === 0) return empty
        return (
          <>
            <Table label="Lists">
              <TableHead>
                <Th>Name</Th>
                <Th className="max-md:hidden">Description</Th>
                <Th className="max-lg:hidden">Filled</Th>
                <Th isNumber>Prospects</Th>
                <Th className="max-md:hidden">Created</Th>
              </TableHead>
              <TableBody>
                {lists.map(({ id, name, description, kind, memberCount, createdAt }) => (
                  <TableRow key={id}>
                    <Td className="max-w-56 md:max-w-72">
                      <Link
                        href={`/lists/${id}`}
                        title={name}
                        className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
                      >
                        {name}
                      </Link>
                    </Td>
                    <Td className="max-w-80 max-md:hidden">
                      <span className="block truncate text-ink-soft" title={description}>
                        {description}
                      </span>
                    </Td>
                    <Td className="whitespace-nowrap text-ink-soft max-lg:hidden">
                      {kind === 'criteria' ? 'By criteria' : 'By hand'}
                    </Td>
                    <Td isNumber>{memberCount.toLocaleString('en')}</Td>
                    <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
                      <TimeAgo at={createdAt} />
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
