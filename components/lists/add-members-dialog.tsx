'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { type ProspectOption, useProspectOptions } from '@/components/prospects/use-prospect-options'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { MultiCombobox } from '@/components/ui/multi-combobox'
import { useMembersChanged } from './use-members-changed'

type AddMembersDialogProps = {
  listId: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Chooses prospects and puts them on a list. */
export function AddMembersDialog({ listId, isOpen, onOpenChange }: AddMembersDialogProps) {
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Add prospects"
      description="Workflows that wait for somebody to join this list start at once."
      className="max-w-md"
    >
      <AddMembersForm listId={listId} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

function AddMembersForm({ listId, onDone }: { listId: string; onDone: () => void }) {
  const trpc = useTRPC()
  const { options, ...search } = useProspectOptions()
  const [chosen, setChosen] = useState<ProspectOption[]>([])
  const membersChanged = useMembersChanged()
  const add = useMutation(
    trpc.lists.addMembers.mutationOptions({
      onSuccess: async ({ changed }) => {
        await membersChanged()
        toast.success(changed === 1 ? 'Added one prospect' : `Added ${changed} prospects`)
        onDone()
      },
      onError: () => {}, // shown in the form
    }),
  )
  const choose = (ids: string[]) => {
    const known = [...chosen, ...options]
    setChosen(ids.flatMap((id) => known.find(({ value }) => value === id) ?? []))
  }
  const others = options.filter(({ value }) => !chosen.some((option) => option.value === value))
  return (
    <>
      {add.error ? <ErrorNotice error={add.error} className="mb-4" /> : null}
      <FormField label="Prospects">
        {(control) => (
          <MultiCombobox
            {...control}
            {...search}
            placeholder="Choose prospects…"
            options={[...chosen, ...others]}
            value={chosen.map(({ value }) => value)}
            onValueChange={choose}
          />
        )}
      </FormField>
      <DialogFooter>
        <Button onClick={onDone}>Cancel</Button>
        <Button
          variant="primary"
          disabled={!chosen.length}
          isPending={add.isPending}
          onClick={() => add.mutate({ id: listId, prospectIds: chosen.map(({ value }) => value) })}
        >
          {chosen.length > 1 ? `Add ${chosen.length} prospects` : 'Add to list'}
        </Button>
      </DialogFooter>
    </>
  )
}
