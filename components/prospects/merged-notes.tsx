'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Merge } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { TimeAgo } from '@/components/ui/time-ago'

type MergeRecord = RouterOutputs['prospects']['merges'][number]

/** Says who was merged into a prospect, each with its undo; nothing when nobody was. */
export function MergedNotes({ prospectId }: { prospectId: string }) {
  const trpc = useTRPC()
  const { data = [] } = useQuery(trpc.prospects.merges.queryOptions({ id: prospectId }))
  if (data.length === 0) return null
  return (
    <ul aria-label="Merged prospects" className="mb-5 flex flex-col gap-2">
      {data.map((merge) => (
        <MergedNote key={merge.id} prospectId={prospectId} merge={merge} />
      ))}
    </ul>
  )
}

function MergedNote({ prospectId, merge }: { prospectId: string; merge: MergeRecord }) {
  const [isAsking, setAsking] = useState(false)
  const canEdit = useCanEdit()
  const { name, email } = merge.other
  const isDone = merge.state === 'merged'
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border bg-surface px-3 py-2">
      <Merge className="size-4 shrink-0 text-ink-faint" aria-hidden />
      <span className="min-w-0 flex-1 break-words">
        {isDone ? 'Merged with' : merge.state === 'undoing' ? 'Being separated from' : 'Being merged with'}{' '}
        <span className="font-medium">{name}</span>
        {email && email !== name ? ` (${email})` : ''}
        {merge.by ? `, by ${merge.by}` : ''} · <TimeAgo at={merge.at} className="text-ink-faint" />
      </span>
      {canEdit && isDone ? (
        <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
          Undo merge…
        </Button>
      ) : null}
      <UndoDialog prospectId={prospectId} merge={merge} isOpen={isAsking} onOpenChange={setAsking} />
    </li>
  )
}

type UndoDialogProps = {
  prospectId: string
  merge: MergeRecord
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

function UndoDialog({ prospectId, merge, isOpen, onOpenChange }: UndoDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const undo = useMutation(
    trpc.prospects.undoMerge.mutationOptions({
      onSuccess: () => {
        toast.success(`${merge.other.name} is a prospect again`)
        onOpenChange(false)
      },
      onSettled: () => queryClient.invalidateQueries(),
    }),
  )
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={`Separate from ${merge.other.name}?`}
      confirmLabel="Undo merge"
      isDanger={false}
      isPending={undo.isPending}
      onConfirm={() => undo.mutate({ id: prospectId, mergeId: merge.id })}
    >
      <p>{merge.other.name} is there again as before the merge, with the runs that still go on.</p>
      <p className="mt-2">
        What this prospect got from the merge is taken back where nobody has changed it since. What happened
        since the merge stays here; runs that the merge cancelled stay cancelled.
      </p>
    </ConfirmDialog>
  )
}
