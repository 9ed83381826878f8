'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDebounced } from '@/components/shell/use-debounced'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { useEnrolling } from './use-enrolling'

type EnrolDialogProps = {
  prospectIds: string[]
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onEnrolled?: () => void
}

/** Sends prospects into a live workflow, by its “Enrolled” goal. */
export function EnrolDialog({ prospectIds, isOpen, onOpenChange, onEnrolled }: EnrolDialogProps) {
  const count = prospectIds.length
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Enrol in workflow"
      description={count === 1 ? 'The prospect starts at once.' : `${count} prospects start at once.`}
      className="max-w-md"
    >
      <EnrolForm
        prospectIds={prospectIds}
        onDone={() => {
          onOpenChange(false)
          onEnrolled?.()
        }}
        onCancel={() => onOpenChange(false)}
      />
    </Dialog>
  )
}

type EnrolFormProps = { prospectIds: string[]; onDone: () => void; onCancel: () => void }

function EnrolForm({ prospectIds, onDone, onCancel }: EnrolFormProps) {
  const [id, setId] = useState<string | null>(null)
  const enrol = useEnrolling(onDone)
  return (
    <>
      {enrol.error ? <ErrorNotice error={enrol.error} className="mb-4" /> : null}
      <FormField label="Workflow">
        {(control) => <WorkflowPicker control={control} value={id} onValueChange={setId} />}
      </FormField>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          variant="primary"
          disabled={!id}
          isPending={enrol.isPending}
          onClick={() => id && enrol.mutate({ id, prospectIds })}
        >
          {prospectIds.length === 1 ? 'Enrol prospect' : `Enrol ${prospectIds.length} prospects`}
        </Button>
      </DialogFooter>
    </>
  )
}

type WorkflowPickerProps = { control: object; value: string | null; onValueChange: (id: string) => void }

function WorkflowPicker({ control, value, onValueChange }: WorkflowPickerProps) {
  const trpc = useTRPC()
  const [text, setText] = useState('')
  const search = useDebounced(text.trim(), 200)
  const { data, isFetching } = useQuery(
    trpc.workflows.list.queryOptions(search ? { search } : {}, { placeholderData: keepPreviousData }),
  )
  return (
    <Combobox
      {...control}
      value={value}
      onValueChange={onValueChange}
      placeholder="Choose a workflow…"
      searchPlaceholder="Search workflows"
      emptyText="No workflow found. Draw and publish one first."
      search={{ onSearch: setText, isLoading: isFetching }}
      options={(data?.items ?? []).map(toOption)}
    />
  )
}

/** Only what is live and not paused can be entered; the others say why not. */
function toOption({ id, name, live, isPaused }: RouterOutputs['workflows']['list']['items'][number]) {
  const obstacle = live ? (isPaused ? 'Paused' : null) : 'Not published yet'
  return {
    value: id,
    label: name,
    hint: obstacle ?? `Live v${live?.number}`,
    isDisabled: obstacle !== null,
  }
}
