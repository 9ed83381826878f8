'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ProspectPicker } from '@/components/prospects/prospect-picker'
import { useCurrentUser } from '@/components/shell/current-user'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { localDateTime } from './local-date-time'
import { OwnerPicker } from './owner-picker'
import type { Task } from './task-row'
import { useTasksChanged } from './use-tasks-changed'

type TaskDialogProps = {
  /** The one to edit; without it a new one is made. */
  task?: Task
  /** Whom a new one is about, where that is settled. */
  prospectId?: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Makes a task, or changes what it is, whose it is and when it is due. */
export function TaskDialog({ task, prospectId, isOpen, onOpenChange }: TaskDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={task ? 'Edit task' : 'Create task'}
      className="max-w-md"
    >
      <TaskForm task={task} prospectId={prospectId} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

type TaskFormProps = { task: Task | undefined; prospectId: string | undefined; onDone: () => void }

function TaskForm({ task, prospectId, onDone }: TaskFormProps) {
  const me = useCurrentUser()
  const [title, setTitle] = useState(task?.title ?? '')
  const [due, setDue] = useState(task?.dueAt ? localDateTime(task.dueAt) : '')
  const [ownerId, setOwnerId] = useState(task ? task.ownerId : me.id)
  const [about, setAbout] = useState(prospectId ?? null)
  const save = useSaving(onDone)
  const wrong = fieldErrors(save.error)
  const notice = formError(save.error, ['title', 'dueAt', 'ownerId'])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const values = { title, ownerId, dueAt: due ? new Date(due) : null }
    if (task) save.update({ id: task.id, ...values })
    else save.create({ ...values, prospectId: about })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {notice ? <ErrorNotice error={notice} /> : null}
      <FormField label="Title" error={wrong.title}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            maxLength={500}
            placeholder="Call back"
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        )}
      </FormField>
      <FormField label="Due" error={wrong.dueAt}>
        {(control) => (
          <Input
            {...control}
            type="datetime-local"
            value={due}
            onChange={({ target }) => setDue(target.value)}
          />
        )}
      </FormField>
      <FormField label="Owner" error={wrong.ownerId}>
        {(control) => <OwnerPicker {...control} value={ownerId} onValueChange={setOwnerId} />}
      </FormField>
      {task || prospectId ? null : (
        <FormField label="About" help="Can be left out.">
          {(control) => <ProspectPicker {...control} value={about} onValueChange={setAbout} />}
        </FormField>
      )}
      <DialogFooter>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={save.isPending} disabled={!title.trim()}>
          {task ? 'Save' : 'Create task'}
        </Button>
      </DialogFooter>
    </form>
  )
}

function useSaving(onDone: () => void) {
  const trpc = useTRPC()
  const tasksChanged = useTasksChanged()
  const options = {
    onSuccess: async () => {
      await tasksChanged()
      onDone()
    },
    onError: () => {}, // shown in the form
  }
  const create = useMutation(trpc.tasks.create.mutationOptions(options))
  const update = useMutation(trpc.tasks.update.mutationOptions(options))
  return {
    create: create.mutate,
    update: update.mutate,
    isPending: create.isPending || update.isPending,
    error: create.error ?? update.error,
  }
}
