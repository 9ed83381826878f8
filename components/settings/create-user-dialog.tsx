'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { toast } from 'sonner'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { Role } from '@/server/auth/roles'
import { roleOptions } from './role-options'

type CreateUserDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Gives a person an account with a first password, which is handed over by other means. */
export function CreateUserDialog({ isOpen, onOpenChange }: CreateUserDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Add user" className="max-w-md">
      <CreateUserForm onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

const inputs = [
  { name: 'name', label: 'Name', type: 'text', help: undefined },
  { name: 'email', label: 'Email', type: 'email', help: undefined },
  {
    name: 'password',
    label: 'First password',
    type: 'text',
    help: 'At least 8 characters. Hand it over in person; it is not sent by email.',
  },
] as const

function CreateUserForm({ onDone }: { onDone: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [role, setRole] = useState<Role>('marketer')
  const create = useMutation(
    trpc.users.create.mutationOptions({
      onSuccess: ({ name }) => {
        toast.success(`${name} can sign in now`)
        onDone()
        return queryClient.invalidateQueries(trpc.users.list.pathFilter())
      },
      onError: () => {}, // shown in the form
    }),
  )
  const wrong = fieldErrors(create.error)
  const notice = formError(
    create.error,
    inputs.map(({ name }) => name),
  )
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const textOf = (name: string) => String(form.get(name) ?? '')
    const email = textOf('email').trim()
    create.mutate({ name: textOf('name'), email, password: textOf('password'), role })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {notice ? <ErrorNotice error={notice} /> : null}
      {inputs.map(({ name, label, type, help }, index) => (
        <FormField key={name} label={label} help={help} error={wrong[name]} isRequired>
          {(control) => (
            <Input {...control} name={name} type={type} autoComplete="off" autoFocus={index === 0} />
          )}
        </FormField>
      ))}
      <FormField label="Role">
        {(control) => <Select {...control} options={roleOptions} value={role} onValueChange={setRole} />}
      </FormField>
      <DialogFooter>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending}>
          Add user
        </Button>
      </DialogFooter>
    </form>
  )
}
