'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Webhook } from 'lucide-react'
import Link from 'next/link'
import { lookAgain } from '@/components/trpc/look-again'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import type { ListedDelivery } from '@/server/webhooks/delivery-record'
import { DeliveryState } from './delivery-state'

type DeliveryListProps = { search: string; state: ListedDelivery['state'] | null }

/** Webhooks with address, last answer and state; looks for new ones every few seconds. */
export function DeliveryList({ search, state }: DeliveryListProps) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.webhooks.list.infiniteQueryOptions(
      { ...(search ? { search } : {}), ...(state ? { state } : {}) },
      { getNextPageParam: (page) => page.next, refetchInterval: lookAgain(4_000) },
    ),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const deliveries = pages.flatMap(({ items }) => items)
        if (deliveries.length === 0) return <NoDeliveries isFiltered={Boolean(search || state)} />
        return (
          <>
            <Table label="Webhooks">
              <TableHead>
                <Th>Address</Th>
                <Th>State</Th>
                <Th>Prospect</Th>
                <Th>Last answer</Th>
                <Th isNumber>Attempts</Th>
                <Th>Fired</Th>
              </TableHead>
              <TableBody>
                {deliveries.map((delivery) => (
                  <DeliveryRow key={delivery.id} delivery={delivery} />
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

function DeliveryRow({ delivery }: { delivery: ListedDelivery }) {
  const { id, url, method, state, reason, lastAttempt, attempts, createdAt, prospectId, prospectName } =
    delivery
  return (
    <TableRow>
      <Td className="min-w-48 max-w-56 sm:max-w-96">
        <Link
          href={`/webhooks/${id}`}
          title={url}
          className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
        >
          <span className="mr-2 font-mono text-ink-faint text-xs">{method}</span>
          {url}
        </Link>
        {reason ? (
          <span className="block truncate text-[13px] text-ink-faint" title={reason}>
            {reason}
          </span>
        ) : null}
      </Td>
      <Td>
        <DeliveryState state={state} />
      </Td>
      <Td className="max-w-44">
        {prospectName ? (
          <Link
            href={`/prospects/${prospectId}`}
            className="block truncate rounded-sm focus-ring hover:text-accent-ink"
          >
            {prospectName}
          </Link>
        ) : (
          <span className="text-ink-faint">Erased</span>
        )}
      </Td>
      <Td className="max-w-56 truncate text-ink-soft" title={lastAttempt?.error ?? undefined}>
        {lastAttempt ? (lastAttempt.status ?? 'No answer') : '—'}
      </Td>
      <Td isNumber>{attempts}</Td>
      <Td className="whitespace-nowrap text-ink-soft">
        <TimeAgo at={createdAt} />
      </Td>
    </TableRow>
  )
}

function NoDeliveries({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No webhook matches">
        Search for part of an address, or choose another state.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<Webhook />}
      title="No webhook was fired yet"
      action={
        <Button asChild>
          <Link href="/workflows">To the workflows</Link>
        </Button>
      }
    >
      Put the action “Fire webhook” into a workflow. Everything it sends is listed here, with what the other
      server answered.
    </EmptyState>
  )
}
