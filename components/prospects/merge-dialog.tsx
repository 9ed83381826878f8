'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { type ChosenValues, MergeChoices } from './merge-choices'
import { MergePreview } from './merge-preview'
import { prospectName } from './prospect-name'
import { ProspectPicker } from './prospect-picker'
import type { ProspectRecord } from './prospect-record'

type MergeDialogProps = {
  survivor: ProspectRecord
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

const nothingChosen: ChosenValues = { fields: {}, score: 'higher' }

/** Chooses who is taken in, whose values are kept, and shows what comes of it before it is done. */
export function MergeDialog({ survivor, isOpen, onOpenChange }: MergeDialogProps) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [otherId, setOtherId] = useState<string | null>(null)
  const [chosen, setChosen] = useState(nothingChosen)
  const other = useQuery(
    trpc.prospects.get.queryOptions({ id: otherId ?? '' }, { enabled: otherId !== null }),
  )
  const isSame = otherId === survivor.id
  const merge = useMutation(
    trpc.prospects.merge.mutationOptions({
      onError: () => {}, // shown in the dialog
      onSuccess: () => {
        toast.success('The prospects were merged')
        onOpenChange(false)
        return queryClient.invalidateQueries()
      },
    }),
  )
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      className="max-w-2xl"
      title="Merge with another prospect"
      description={`${prospectName(survivor)} stays. Everything the other one did is shown here, open runs and tasks go on here, and their links count for this prospect. You can undo it.`}
    >
      <FormField
        label="Prospect to take in"
        {...(isSame && { error: 'Choose somebody else than this prospect.' })}
      >
        {(control) => (
          <ProspectPicker
            {...control}
            value={otherId}
            onValueChange={(id) => {
              setOtherId(id)
              setChosen(nothingChosen)
            }}
          />
        )}
      </FormField>
      {other.data && !isSame ? (
        <div className="mt-5 flex flex-col gap-5">
          <MergeChoices survivor={survivor} other={other.data} chosen={chosen} onChange={setChosen} />
          <MergePreview survivor={survivor} other={other.data} chosen={chosen} />
        </div>
      ) : null}
      {merge.error ? <ErrorNotice className="mt-4" error={merge.error} /> : null}
      <DialogFooter>
        <Button variant="secondary" onClick={() => onOpenChange(false)}>
          Cancel
        </Button>
        <Button
          variant="primary"
          disabled={!other.data || isSame || merge.isPending}
          onClick={() => other.data && merge.mutate({ id: survivor.id, otherId: other.data.id, ...chosen })}
        >
          {merge.isPending ? 'Merging…' : 'Merge prospects'}
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
