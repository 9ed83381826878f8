'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ApiKeyScope } from '@/server/auth/api-key'
import { scopeOptions } from './scope-options'

type CreateApiKeyDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

/** Makes a key and shows it, this once. */
export function CreateApiKeyDialog({ isOpen, onOpenChange }: CreateApiKeyDialogProps) {
  const [key, setKey] = useState<string | null>(null)
  const change = (open: boolean) => {
    setKey(null)
    onOpenChange(open)
  }
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={change}
      title={key ? 'Copy the key now' : 'Create API key'}
      description={key ? 'It is shown this once and cannot be read again.' : undefined}
      className="max-w-md"
    >
      {key ? (
        <CreatedKey apiKey={key} onDone={() => change(false)} />
      ) : (
        <CreateForm onCreated={setKey} onCancel={() => change(false)} />
      )}
    </Dialog>
  )
}

function CreateForm({ onCreated, onCancel }: { onCreated: (key: string) => void; onCancel: () => void }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [name, setName] = useState('')
  const [scope, setScope] = useState<ApiKeyScope>('write')
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({
      onSuccess: ({ key }) => {
        onCreated(key)
        return queryClient.invalidateQueries(trpc.apiKeys.list.pathFilter())
      },
      onError: () => {}, // shown in the form
    }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name, scope })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {create.error ? <ErrorNotice error={create.error} /> : null}
      <FormField label="Name" help="What uses it, so that you know later: “Shop”, “CRM import”.">
        {(control) => (
          <Input
            {...control}
            autoFocus
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </FormField>
      <FormField label="May">
        {(control) => <Select {...control} options={scopeOptions} value={scope} onValueChange={setScope} />}
      </FormField>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" isPending={create.isPending}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  )
}

function CreatedKey({ apiKey, onDone }: { apiKey: string; onDone: () => void }) {
  return (
    <>
      <div className="flex items-center gap-1 rounded-md border bg-canvas py-1 pr-1 pl-3">
        <output aria-label="API key" className="min-w-0 flex-1 break-all font-mono text-[13px]">
          {apiKey}
        </output>
        <CopyButton text={apiKey} label="Copy key" />
      </div>
      <p className="mt-2 text-[13px] text-ink-faint">
        Send it with every request: <code className="font-mono">Authorization: Bearer {'<key>'}</code>
      </p>
      <DialogFooter>
        <Button variant="primary" onClick={onDone}>
          I have copied it
        </Button>
      </DialogFooter>
    </>
  )
}
