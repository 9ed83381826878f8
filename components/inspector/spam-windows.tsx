'use client'

import { useQuery } from '@tanstack/react-query'
import { Timer } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'

type SpamWindow = RouterOutputs['holds']['windows'][number]

/** The windows that are being counted right now, the fullest first; fresh every two seconds (N10). */
export function SpamWindows() {
  const trpc = useTRPC()
  const query = useQuery(trpc.holds.windows.queryOptions(undefined, { refetchInterval: 2_000 }))
  const now = useSeconds()
  return (
    <QueryState query={query}>
      {(windows) => {
        const open = windows.filter(({ until }) => until > now)
        if (open.length === 0)
          return (
            <EmptyState icon={<Timer />} title="No window is open">
              The first click of a person on a link opens a window of five minutes. Its count appears here
              while it is open; what comes after the limit is held as spam.
            </EmptyState>
          )
        return (
          <Table label="Open spam windows">
            <TableHead>
              <Th>Count</Th>
              <Th>Who</Th>
              <Th>On what</Th>
              <Th className="max-md:hidden">From</Th>
              <Th isNumber>Seconds left</Th>
              <Th>Too many</Th>
            </TableHead>
            <TableBody>
              {open.map((window) => (
                <WindowRow key={window.id} window={window} now={now} />
              ))}
            </TableBody>
          </Table>
        )
      }}
    </QueryState>
  )
}

function WindowRow({ window, now }: { window: SpamWindow; now: Date }) {
  const { n, limit, prospect, visitorId, host, channel, ip, start, until, trippedBy } = window
  return (
    <TableRow>
      <Td className="whitespace-nowrap tabular-nums">
        <Badge tone={n >= limit ? 'bad' : 'neutral'}>
          {n} of {limit}
        </Badge>
      </Td>
      <Td className="max-w-48">
        {prospect ? (
          <Link
            href={`/prospects/${prospect.id}`}
            title={prospect.email ?? prospect.name}
            className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
          >
            {prospect.name}
          </Link>
        ) : (
          <span className="text-ink-faint" title={visitorId ?? undefined}>
            Anonymous
          </span>
        )}
        <span className="block truncate text-ink-faint text-xs">{ip}</span>
      </Td>
      <Td className="max-w-56 truncate">
        <HostName host={host} channel={channel} />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
        <TimeAgo at={start} />
      </Td>
      <Td isNumber>{Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000))}</Td>
      <Td className="whitespace-nowrap">
        {trippedBy ? (
          <Link
            href="/inspector?reason=spam"
            title={`The first was event ${trippedBy}`}
            className="rounded-sm underline decoration-line-strong underline-offset-4 focus-ring hover:decoration-accent"
          >
            {n - window.most} held
          </Link>
        ) : (
          <span className="text-ink-faint">Not yet</span>
        )}
      </Td>
    </TableRow>
  )
}

function HostName({ host, channel }: Pick<SpamWindow, 'host' | 'channel'>) {
  if (!host) return <span className="text-ink-soft">{channel === 'forms' ? 'Any form' : 'Anything'}</span>
  if (host.kind !== 'link') return host.name
  return (
    <Link href={`/links/${host.id}`} className="rounded-sm focus-ring hover:text-accent-ink">
      {host.name}
    </Link>
  )
}

function useSeconds(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
