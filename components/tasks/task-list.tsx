'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { lookAgain } from '@/components/trpc/look-again'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { LoadMore } from '@/components/ui/load-more'
import { QueryState } from '@/components/ui/query-state'
import { TaskRow } from './task-row'

export type TaskFilter = {
  status: 'open' | 'overdue' | 'done' | 'all'
  ownerId?: string
  prospectId?: string
}

type TaskListProps = {
  filter: TaskFilter
  /** Stands there while there is none. */
  empty: ReactNode
  /** On the prospect's own page their name says nothing. */
  isProspectHidden?: boolean
}

/** Tasks, each to be ticked off with one click. */
export function TaskList({ filter, empty, isProspectHidden = false }: TaskListProps) {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.tasks.list.infiniteQueryOptions(filter, {
      getNextPageParam: (page) => page.next,
      refetchInterval: lookAgain(30_000),
    }),
  )
  return (
    <QueryState query={query}>
      {({ pages }) => {
        const tasks = pages.flatMap(({ items }) => items)
        if (tasks.length === 0) return empty
        return (
          <>
            <ul aria-label="Tasks" className="divide-y rounded-lg border bg-surface">
              {tasks.map((task) => (
                <TaskRow key={task.id} task={task} isProspectHidden={isProspectHidden} />
              ))}
            </ul>
            <LoadMore query={query} />
          </>
        )
      }}
    </QueryState>
  )
}
