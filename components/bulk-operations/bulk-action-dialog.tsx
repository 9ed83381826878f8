'use client'

import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDebounced } from '@/components/shell/use-debounced'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import type { BulkAction } from '@/server/bulk-operations/actions/bulk-action'
import type { ProspectSelection } from '@/server/prospects/prospect-selection'
import { actionForms } from './action-forms'

export type ActionType = BulkAction['type']

type BulkActionDialogProps = {
  type: ActionType
  selection: ProspectSelection
  onClose: () => void
  onStarted: (operationId: string) => void
}

/** What is done, to how many, and how many of them change by it; then it is started. */
export function BulkActionDialog({ type, selection, onClose, onStarted }: BulkActionDialogProps) {
  const trpc = useTRPC()
  const form = actionForms[type]
  const [action, setAction] = useState<BulkAction | null>(form.initial)
  const [typed, setTyped] = useState('')
  const settled = useDebounced(action, 250)
  const preview = useQuery(
    trpc.bulkOperations.previewChange.queryOptions(
      { selection, action: settled ?? { type: 'erase' } },
      { enabled: settled !== null, placeholderData: keepPreviousData, retry: false },
    ),
  )
  const start = useMutation(
    trpc.bulkOperations.startChange.mutationOptions({
      onSuccess: ({ id }) => onStarted(id),
      onError: () => {}, // shown in the dialog
    }),
  )
  const error = start.error ?? (settled ? preview.error : null)
  const isConfirmed = !form.confirmation || typed.trim().toLowerCase() === form.confirmation
  return (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && onClose()} title={form.title} className="max-w-md">
      {error ? <ErrorNotice error={error} className="mb-4" /> : null}
      <form.Fields onChange={setAction} />
      <p aria-live="polite" className="mt-4 min-h-5 text-ink-soft tabular-nums">
        {settled && preview.data ? previewSentence(preview.data, form.verb) : null}
      </p>
      {form.confirmation ? (
        <FormField label={`Type “${form.confirmation}” to confirm`} className="mt-4">
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </FormField>
      ) : null}
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant={form.confirmation ? 'danger' : 'primary'}
          disabled={!action || !isConfirmed}
          isPending={start.isPending}
          onClick={() => action && start.mutate({ selection, action })}
        >
          {form.submit}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}

type Preview = { total: number | null; changing: number | null }

/** “412 prospects; 380 will change, 32 already are like that.” */
function previewSentence({ total, changing }: Preview, verb: string): string {
  if (total === null) return 'Too many to be counted in a moment; progress will tell.'
  const everybody = total === 1 ? '1 prospect' : `${total.toLocaleString('en')} prospects`
  if (changing === null) return everybody
  if (changing === total) return `${everybody} will ${verb}`
  const rest = total - changing
  return `${everybody}; ${changing.toLocaleString('en')} will ${verb}, ${rest.toLocaleString('en')} already ${rest === 1 ? 'is' : 'are'} like that`
}
