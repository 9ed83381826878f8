'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { Inbox } from 'lucide-react'
import Link from 'next/link'
import { lookAgain } from '@/components/trpc/look-again'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import type { ListedMail } from '@/server/messages/mail-record'
import { MailState } from './mail-state'

type MailListProps = { search: string; prospectId: string | null }

/** Mails with recipient, subject and state; looks for new ones every few seconds. */
export function MailList({ search, prospectId }: MailListProps) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.outbox.list.infiniteQueryOptions(
      { ...(search ? { search } : {}), ...(prospectId ? { prospectId } : {}) },
      { getNextPageParam: (page) => page.next, refetchInterval: lookAgain(4_000) },
    ),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const mails = pages.flatMap(({ items }) => items)
        if (mails.length === 0) return <NoMails isFiltered={Boolean(search || prospectId)} />
        return (
          <>
            <Table label="Mails">
              <TableHead>
                <Th>To</Th>
                <Th>Subject</Th>
                <Th>State</Th>
                <Th>When</Th>
              </TableHead>
              <TableBody>
                {mails.map((mail) => (
                  <MailRow key={mail.id} mail={mail} />
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

function MailRow({
  mail: { id, to, subject, state, createdAt, prospectId, prospectName, userId },
}: {
  mail: ListedMail
}) {
  // A user is known by address; a prospect by name, if there is one.
  const isToUser = userId !== undefined
  const recipient = isToUser ? to : prospectName || to
  const below = isToUser && prospectName ? `About ${prospectName}` : prospectName ? to : ''
  return (
    <TableRow>
      <Td className="min-w-36 max-w-56">
        <Link
          href={`/prospects/${prospectId}`}
          className="block truncate rounded-sm focus-ring hover:text-accent-ink"
          title={recipient}
        >
          {recipient}
        </Link>
        {below ? (
          <span className="block truncate text-[13px] text-ink-faint" title={below}>
            {below}
          </span>
        ) : null}
      </Td>
      <Td className="min-w-44 max-w-96">
        <Link
          href={`/outbox/${id}`}
          className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
          title={subject}
        >
          {subject || '(no subject)'}
        </Link>
      </Td>
      <Td>
        <MailState state={state} />
      </Td>
      <Td className="whitespace-nowrap text-ink-soft">
        <TimeAgo at={createdAt} />
      </Td>
    </TableRow>
  )
}

function NoMails({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No mail matches">
        Search for part of an address or a subject, or choose another prospect.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<Inbox />}
      title="No mail yet"
      action={
        <Button asChild>
          <Link href="/workflows">To the workflows</Link>
        </Button>
      }
    >
      Publish a workflow that sends an email and enrol a prospect in it. The mail appears here within a
      second.
    </EmptyState>
  )
}
