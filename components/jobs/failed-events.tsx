'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { toast } from 'sonner'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { LoadMore } from '@/components/ui/load-more'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'

type FailedEvent = RouterOutputs['jobs']['failedEvents']['items'][number]

/** Events in quarantine: planning them failed again and again, while everything else went on. */
export function FailedEvents({ count }: { count: number }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const query = useInfiniteQuery(
    trpc.jobs.failedEvents.infiniteQueryOptions({ limit: 20 }, { getNextPageParam: ({ next }) => next }),
  )
  const refresh = () => queryClient.invalidateQueries(trpc.jobs.pathFilter())
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="events-heading" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="events-heading" className="font-semibold">
          Events in quarantine
        </h2>
        <Badge tone={count ? 'bad' : 'good'}>{count}</Badge>
      </div>
      {items.length ? (
        <Table label="Events in quarantine">
          <TableHead>
            <Th>What</Th>
            <Th>Who</Th>
            <Th className="max-lg:hidden">When</Th>
            <Th>
              <span className="sr-only">Replay</span>
            </Th>
          </TableHead>
          <TableBody>
            {items.map((event) => (
              <EventRow key={event.id} event={event} onDone={refresh} />
            ))}
          </TableBody>
        </Table>
      ) : (
        <p className="text-ink-faint">Nothing is in quarantine.</p>
      )}
      <LoadMore query={query} />
    </section>
  )
}

function EventRow({ event, onDone }: { event: FailedEvent; onDone: () => Promise<void> }) {
  const trpc = useTRPC()
  const replay = useMutation(
    trpc.jobs.replayEvent.mutationOptions({
      onSuccess: () => {
        toast.success('Planning it again')
        return onDone()
      },
    }),
  )
  return (
    <TableRow>
      <Td className="wrap-anywhere min-w-40">{event.summary}</Td>
      <Td>
        {event.prospect ? (
          <Link
            href={`/prospects/${event.prospect.id}`}
            className="rounded-sm focus-ring hover:text-accent-ink"
          >
            {event.prospect.name}
          </Link>
        ) : (
          'Anonymous'
        )}
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-lg:hidden">
        <TimeAgo at={event.at} />
      </Td>
      <Td className="text-right">
        <Button size="sm" isPending={replay.isPending} onClick={() => replay.mutate({ id: event.id })}>
          Replay
        </Button>
      </Td>
    </TableRow>
  )
}
