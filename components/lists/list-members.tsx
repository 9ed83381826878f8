'use client'

import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Users, X } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useEffect, useRef } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import { useMembersChanged } from './use-members-changed'

type ListMembersProps = {
  listId: string
  /** False for a list that fills itself. */
  isByHand: boolean
  /** Asked for again when it changes. */
  memberCount: number
  /** What to offer while nobody is on it. */
  action: ReactNode
}

/** Who is on a list. */
export function ListMembers({ listId, isByHand, memberCount, action }: ListMembersProps) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.lists.members.infiniteQueryOptions({ id: listId }, { getNextPageParam: (page) => page.next }),
  )
  const { refetch } = query
  const seenCount = useRef(memberCount)
  useEffect(() => {
    if (seenCount.current === memberCount) return
    seenCount.current = memberCount
    void refetch()
  }, [memberCount, refetch])
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const members = pages.flatMap(({ items }) => items)
        if (members.length === 0)
          return (
            <EmptyState icon={<Users />} title="Nobody is on this list yet" action={action}>
              {isByHand
                ? 'Add prospects by hand, or let a workflow do it with the action “Add to list”.'
                : 'Nobody meets the criteria now. Whoever comes to meet them joins by themselves.'}
            </EmptyState>
          )
        return (
          <>
            <Table label="Prospects on this list">
              <TableHead>
                <Th>Name</Th>
                <Th className="max-md:hidden">Email</Th>
                <Th className="max-lg:hidden">Organization</Th>
                <Th isNumber>Score</Th>
                <Th className="max-md:hidden">Joined</Th>
                {isByHand ? (
                  <Th>
                    <span className="sr-only">Remove</span>
                  </Th>
                ) : null}
              </TableHead>
              <TableBody>
                {members.map(({ id, name, email, organization, score, joinedAt }) => (
                  <TableRow key={id}>
                    <Td className="max-w-48 md:max-w-56">
                      <Link
                        href={`/prospects/${id}`}
                        title={name}
                        className="block truncate rounded-sm font-medium focus-ring hover:text-accent-ink"
                      >
                        {name}
                      </Link>
                    </Td>
                    <Td className="max-w-64 truncate text-ink-soft max-md:hidden" title={email ?? undefined}>
                      {email}
                    </Td>
                    <Td className="max-w-56 truncate text-ink-soft max-lg:hidden" title={organization}>
                      {organization}
                    </Td>
                    <Td isNumber>{score.toLocaleString('en')}</Td>
                    <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
                      {joinedAt ? <TimeAgo at={joinedAt} /> : '—'}
                    </Td>
                    {isByHand ? (
                      <Td className="w-12 py-1 pr-2 text-right">
                        <RemoveMember listId={listId} prospectId={id} name={name} />
                      </Td>
                    ) : null}
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

type RemoveMemberProps = { listId: string; prospectId: string; name: string }

function RemoveMember({ listId, prospectId, name }: RemoveMemberProps) {
  const trpc = useTRPC()
  const membersChanged = useMembersChanged()
  const remove = useMutation(trpc.lists.removeMembers.mutationOptions({ onSuccess: membersChanged }))
  if (!useCanEdit()) return null
  return (
    <IconButton
      label={`Take ${name} off this list`}
      size="sm"
      disabled={remove.isPending}
      onClick={() => remove.mutate({ id: listId, prospectIds: [prospectId] })}
    >
      <X />
    </IconButton>
  )
}
