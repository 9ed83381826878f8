'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { foretell, type HeldRecord, whoOf } from './held-record'

export type Decision = 'release' | 'discard'

type DecideDialogProps = {
  decision: Decision
  /** What it is about; never empty. */
  records: HeldRecord[]
  onClose: () => void
  onDone: () => void
}

/** Asks before held events are released or discarded, and says what will happen. */
export function DecideDialog({ decision, records, onClose, onDone }: DecideDialogProps) {
  const { decide, isPending, error } = useDeciding(decision, onDone)
  const isRelease = decision === 'release'
  const count = records.length === 1 ? 'this' : `these ${records.length}`
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={isRelease ? `Release ${count}?` : `Discard ${count}?`}
      confirmLabel={isRelease ? 'Release' : 'Discard'}
      isDanger={!isRelease}
      isPending={isPending}
      onConfirm={() => decide(records.map(({ id }) => id))}
    >
      {isRelease ? null : (
        <p className="mb-2">
          It never does anything then. It stays in the timeline. This cannot be taken back.
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {records.slice(0, SHOWN_MOST).map((record) => (
          <li key={record.id}>
            <span className="block font-medium text-ink">
              {whoOf(record)}: {record.summary}
            </span>
            {isRelease ? <span className="block text-[13px]">{foretell(record)}</span> : null}
          </li>
        ))}
      </ul>
      {records.length > SHOWN_MOST ? <p className="mt-2">And {records.length - SHOWN_MOST} more.</p> : null}
      {isRelease ? <p className="mt-3 text-[13px]">Each runs once, however often it is released.</p> : null}
      {error ? <ErrorNotice className="mt-3" error={error} /> : null}
    </ConfirmDialog>
  )
}

const SHOWN_MOST = 5

function useDeciding(decision: Decision, onDone: () => void) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const done = (text: string) => {
    toast.success(text)
    onDone()
    return queryClient.invalidateQueries()
  }
  const onError = () => {} // shown in the dialog
  const release = useMutation(
    trpc.holds.release.mutationOptions({
      onError,
      onSuccess: ({ released }) => done(released === 1 ? '1 event released' : `${released} events released`),
    }),
  )
  const discard = useMutation(
    trpc.holds.discard.mutationOptions({
      onError,
      onSuccess: ({ discarded }) =>
        done(discarded === 1 ? '1 event discarded' : `${discarded} events discarded`),
    }),
  )
  const { mutate, isPending, error } = decision === 'release' ? release : discard
  return { decide: (ids: string[]) => mutate({ ids }), isPending, error }
}
