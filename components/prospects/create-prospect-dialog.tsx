'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { fieldErrors, formError } from '@/components/trpc/field-errors'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { TagInput } from '@/components/ui/tag-input'

type CreateProspectDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Adds one prospect and opens their page. */
export function CreateProspectDialog({ isOpen, onOpenChange }: CreateProspectDialogProps) {
  return (
    <Dialog isOpen={isOpen} onOpenChange={onOpenChange} title="Create prospect">
      <CreateProspectForm onCancel={() => onOpenChange(false)} />
    </Dialog>
  )
}

const texts = [
  { name: 'firstName', label: 'First name', autoFocus: true },
  { name: 'lastName', label: 'Last name', autoFocus: false },
  { name: 'organization', label: 'Organization', autoFocus: false },
] as const

function CreateProspectForm({ onCancel }: { onCancel: () => void }) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [tags, setTags] = useState<string[]>([])
  const create = useMutation(
    trpc.prospects.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await queryClient.invalidateQueries(trpc.prospects.list.pathFilter())
        router.push(`/prospects/${id}`)
      },
      onError: () => {}, // shown in the form
    }),
  )
  const wrong = fieldErrors(create.error)
  const notice = formError(create.error, ['email', ...texts.map(({ name }) => name)])
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const textOf = (name: string) => String(form.get(name) ?? '').trim()
    create.mutate({
      email: textOf('email') || null,
      firstName: textOf('firstName'),
      lastName: textOf('lastName'),
      organization: textOf('organization'),
      tags,
    })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {notice ? <ErrorNotice error={notice} /> : null}
      <div className="grid gap-4 sm:grid-cols-2">
        {texts.map(({ name, label, autoFocus }) => (
          <FormField key={name} label={label} error={wrong[name]} className="last:sm:col-span-2">
            {(control) => <Input {...control} name={name} autoFocus={autoFocus} autoComplete="off" />}
          </FormField>
        ))}
      </div>
      <FormField
        label="Email"
        error={wrong.email}
        help="Without one they can be tracked, but not written to."
      >
        {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
      </FormField>
      <FormField label="Tags">
        {(control) => <TagInput {...control} value={tags} onValueChange={setTags} />}
      </FormField>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending || create.isSuccess}>
          Create prospect
        </Button>
      </DialogFooter>
    </form>
  )
}
