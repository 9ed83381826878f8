'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Users } from 'lucide-react'
import Link from 'next/link'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'

/** Who clicked, with the columns of IR-16 and the day of the last click (?24). */
export function LinkProspects({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.links.prospects.infiniteQueryOptions({ id }, { getNextPageParam: (page) => page.next }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const prospects = pages.flatMap(({ items }) => items)
        if (prospects.length === 0)
          return (
            <EmptyState icon={<Users />} title="Nobody known has clicked yet">
              People appear here when they click a personal URL, for example in an email that was sent to
              them.
            </EmptyState>
          )
        return (
          <>
            <Table label="Prospects who clicked">
              <TableHead>
                <Th>Name</Th>
                <Th>Email</Th>
                <Th>Organization Name</Th>
                <Th isNumber>Score</Th>
                <Th>Date of Last Activity</Th>
                <Th>Last Click</Th>
              </TableHead>
              <TableBody>
                {prospects.map((prospect) => (
                  <TableRow key={prospect.id}>
                    <Td className="max-w-56">
                      <Link
                        href={`/prospects/${prospect.id}`}
                        title={prospect.name}
                        className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
                      >
                        {prospect.name}
                      </Link>
                    </Td>
                    <Td className="max-w-64 truncate text-ink-soft" title={prospect.email ?? undefined}>
                      {prospect.email}
                    </Td>
                    <Td className="max-w-56 truncate text-ink-soft" title={prospect.organizationName}>
                      {prospect.organizationName}
                    </Td>
                    <Td isNumber>{prospect.score.toLocaleString('en')}</Td>
                    <Td className="whitespace-nowrap text-ink-soft">
                      {prospect.dateOfLastActivity ? <TimeAgo at={prospect.dateOfLastActivity} /> : 'None'}
                    </Td>
                    <Td className="whitespace-nowrap text-ink-soft">
                      <TimeAgo at={prospect.lastClickAt} />
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
