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

/** Emails with subject and links. @param empty stands there while there is none */
export function EmailList({ search, empty }: { search: string; empty: ReactNode }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.messages.list.infiniteQueryOptions(search ? { search } : {}, {
      getNextPageParam: (page) => page.next,
    }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const emails = pages.flatMap(({ items }) => items)
        if (emails.length === 0 && search)
          return <EmptyState title="No email matches">Search for part of a name or a subject.</EmptyState>
        if (emails.length === 0) return empty
        return (
          <>
            <Table label="Emails">
              <TableHead>
                <Th>Name</Th>
                <Th>Subject</Th>
                <Th isNumber>Links</Th>
                <Th>Updated</Th>
              </TableHead>
              <TableBody>
                {emails.map(({ id, name, subject, links, updatedAt }) => (
                  <TableRow key={id}>
                    <Td className="min-w-36 max-w-64">
                      <Link
                        href={`/emails/${id}`}
                        title={name}
                        className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
                      >
                        {name}
                      </Link>
                    </Td>
                    <Td className="min-w-40 max-w-80">
                      <span className="block truncate text-ink-soft" title={subject}>
                        {subject || 'No subject yet'}
                      </span>
                    </Td>
                    <Td isNumber>{links.length}</Td>
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
