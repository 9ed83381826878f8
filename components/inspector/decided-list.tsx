'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Gavel } from 'lucide-react'
import { lookAgain } from '@/components/trpc/look-again'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import type { HeldRecord } from './held-record'
import { HeldWhat, HeldWho } from './held-what'

const looks: Record<HeldRecord['state'], { label: string; tone: BadgeTone }> = {
  held: { label: 'Held', tone: 'warn' },
  released: { label: 'Released', tone: 'good' },
  discarded: { label: 'Discarded', tone: 'neutral' },
  kept: { label: 'Kept back', tone: 'outline' },
}

/** What became of held events, and who decided, the latest decision first. */
export function DecidedList() {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.holds.list.infiniteQueryOptions(
      { state: 'decided' },
      { getNextPageParam: (page) => page.next, refetchInterval: lookAgain(8_000) },
    ),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const records = pages.flatMap(({ items }) => items)
        if (records.length === 0)
          return (
            <EmptyState icon={<Gavel />} title="Nothing was decided yet">
              What is released or discarded appears here, with who decided and when.
            </EmptyState>
          )
        return (
          <>
            <Table label="Decided events">
              <TableHead>
                <Th>Decided</Th>
                <Th>By</Th>
                <Th>What became of it</Th>
                <Th>Who</Th>
                <Th>What and why</Th>
              </TableHead>
              <TableBody>
                {records.map((record) => (
                  <DecidedRow key={record.id} record={record} />
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

function DecidedRow({ record }: { record: HeldRecord }) {
  const { label, tone } = looks[record.state]
  return (
    <TableRow>
      <Td className="whitespace-nowrap text-ink-soft">
        {record.decided ? <TimeAgo at={record.decided.at} /> : null}
      </Td>
      <Td className="max-w-40 truncate">
        {record.decided?.by ?? <span className="text-ink-faint">By itself</span>}
      </Td>
      <Td>
        <Badge tone={tone}>{label}</Badge>
      </Td>
      <Td className="max-w-48">
        <HeldWho record={record} />
      </Td>
      <Td className="min-w-56 max-w-md">
        <HeldWhat record={record} />
      </Td>
    </TableRow>
  )
}
