'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Bell, CheckCheck } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { QueryState } from '@/components/ui/query-state'
import { TimeAgo } from '@/components/ui/time-ago'

/** What workflows told the user: how many are new, and the list of them. */
export function NotificationBell() {
  const trpc = useTRPC()
  const [isOpen, setOpen] = useState(false)
  const unread = useQuery(trpc.notifications.unread.queryOptions(undefined, { refetchInterval: 20_000 }))
  const count = unread.data?.count ?? 0
  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <button
          type="button"
          aria-label={count ? `Notifications, ${count} not read` : 'Notifications'}
          className="relative flex size-8 shrink-0 items-center justify-center rounded-md text-ink-soft focus-ring hover:bg-sunken hover:text-ink"
        >
          <Bell className="size-4" aria-hidden />
          {count ? (
            <span
              aria-hidden
              className="-top-0.5 -right-0.5 absolute flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 font-semibold text-[10px] text-on-accent tabular-nums"
            >
              {count > 99 ? '99+' : count}
            </span>
          ) : null}
        </button>
      </PopoverTrigger>
      <PopoverContent side="top" className="w-80 p-0" aria-label="Notifications">
        <NotificationList unread={count} onNavigate={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  )
}

function NotificationList({ unread, onNavigate }: { unread: number; onNavigate: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const query = useQuery(trpc.notifications.list.queryOptions({ limit: 20 }))
  const markRead = useMutation(
    trpc.notifications.markRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.notifications.pathFilter()),
    }),
  )
  return (
    <>
      <header className="flex items-center justify-between gap-2 border-b py-2 pr-2 pl-3">
        <h2 className="font-semibold">Notifications</h2>
        {unread ? (
          <Button
            variant="ghost"
            size="sm"
            isPending={markRead.isPending}
            onClick={() => markRead.mutate({ ids: null })}
          >
            <CheckCheck />
            Mark all as read
          </Button>
        ) : null}
      </header>
      <div className="max-h-[60vh] overflow-y-auto p-1">
        <QueryState query={query}>
          {({ items }) =>
            items.length ? (
              <ul>
                {items.map((item) => (
                  <li key={item.id}>
                    <Entry
                      item={item}
                      onOpen={() => {
                        if (!item.readAt) markRead.mutate({ ids: [item.id] })
                        onNavigate()
                      }}
                    />
                  </li>
                ))}
              </ul>
            ) : (
              <p className="px-3 py-6 text-center text-ink-soft">
                Nothing yet. The action “Notify user” in a workflow tells you here what happened.
              </p>
            )
          }
        </QueryState>
      </div>
    </>
  )
}

type Item = RouterOutputs['notifications']['list']['items'][number]

function Entry({
  item: { message, prospect, createdAt, readAt },
  onOpen,
}: {
  item: Item
  onOpen: () => void
}) {
  return (
    <Link
      href={prospect ? `/prospects/${prospect.id}` : '/prospects'}
      onClick={onOpen}
      className="flex gap-2 rounded-md px-2 py-2 focus-ring hover:bg-sunken"
    >
      <span
        className={cn('mt-1.5 size-2 shrink-0 rounded-full', readAt ? 'bg-transparent' : 'bg-accent')}
        aria-hidden
      />
      <span className="min-w-0">
        {readAt ? null : <span className="sr-only">Not read: </span>}
        <span className="block whitespace-pre-line break-words">{message}</span>
        <span className="block text-[13px] text-ink-faint">
          {prospect ? `${prospect.name} · ` : ''}
          <TimeAgo at={createdAt} />
        </span>
      </span>
    </Link>
  )
}
