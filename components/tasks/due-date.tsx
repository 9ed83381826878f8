'use client'

import { cn } from '@/components/ui/cn'
import { TimeAgo } from '@/components/ui/time-ago'
import type { Task } from './task-row'

/** When a task is due, seen from now and as a date; or when it was done. */
export function DueDate({ task: { dueAt, completedAt, isOverdue } }: { task: Task }) {
  if (completedAt)
    return (
      <span>
        Done <TimeAgo at={completedAt} />
      </span>
    )
  if (!dueAt) return <span className="text-ink-faint">No due date</span>
  return (
    <span className={cn(isOverdue && 'text-bad')}>
      {isOverdue ? 'Overdue: was due ' : 'Due '}
      <TimeAgo at={dueAt} />
      {', '}
      <span suppressHydrationWarning>
        {dueAt.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' })}
      </span>
    </span>
  )
}
