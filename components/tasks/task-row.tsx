'use client'

import { useMutation } from '@tanstack/react-query'
import { PencilLine, Trash2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { IconButton } from '@/components/ui/icon-button'
import { DueDate } from './due-date'
import { TaskDialog } from './task-dialog'
import { useTasksChanged } from './use-tasks-changed'

export type Task = RouterOutputs['tasks']['list']['items'][number]

/** One task: a tick, what it is, whom it is about, whose it is and when it is due. */
export function TaskRow({ task, isProspectHidden }: { task: Task; isProspectHidden: boolean }) {
  const { title, prospect, owner, completedAt } = task
  const canEdit = useCanEdit()
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <TaskTick task={task} isReadOnly={!canEdit} />
      <div className="min-w-0 flex-1">
        <p className={cn('break-words font-medium', completedAt && 'text-ink-faint line-through')}>{title}</p>
        <p className="flex flex-wrap gap-x-3 text-[13px] text-ink-soft">
          {prospect && !isProspectHidden ? (
            <Link
              href={`/prospects/${prospect.id}`}
              className="max-w-full truncate rounded-sm text-accent-ink focus-ring hover:underline"
            >
              {prospect.name}
            </Link>
          ) : null}
          <DueDate task={task} />
          <span>{owner ? owner.name : 'Nobody’s task'}</span>
        </p>
      </div>
      {canEdit ? <TaskButtons task={task} /> : null}
    </li>
  )
}

function TaskTick({ task: { id, title, completedAt }, isReadOnly }: { task: Task; isReadOnly: boolean }) {
  const trpc = useTRPC()
  const tasksChanged = useTasksChanged()
  const update = useMutation(trpc.tasks.update.mutationOptions({ onSuccess: tasksChanged }))
  const isDone = update.isPending ? update.variables.isDone === true : completedAt !== null
  const complete = (next: boolean) =>
    update.mutate(
      { id, isDone: next },
      {
        onSuccess: () => {
          if (!next) return
          const undo = { label: 'Undo', onClick: () => update.mutate({ id, isDone: false }) }
          toast.success('Task completed', { action: undo })
        },
      },
    )
  return (
    <Checkbox
      className="mt-0.5 size-5"
      aria-label={isDone ? `Open “${title}” again` : `Complete “${title}”`}
      checked={isDone}
      disabled={isReadOnly || update.isPending}
      onCheckedChange={(next) => complete(next === true)}
    />
  )
}

function TaskButtons({ task }: { task: Task }) {
  const [isEditing, setEditing] = useState(false)
  const trpc = useTRPC()
  const tasksChanged = useTasksChanged()
  const remove = useMutation(trpc.tasks.remove.mutationOptions({ onSuccess: tasksChanged }))
  return (
    <div className="flex shrink-0">
      <IconButton label={`Edit “${task.title}”`} size="sm" onClick={() => setEditing(true)}>
        <PencilLine />
      </IconButton>
      <IconButton
        label={`Delete “${task.title}”`}
        size="sm"
        disabled={remove.isPending}
        onClick={() => remove.mutate({ id: task.id })}
      >
        <Trash2 />
      </IconButton>
      <TaskDialog task={task} isOpen={isEditing} onOpenChange={setEditing} />
    </div>
  )
}
