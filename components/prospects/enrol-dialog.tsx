'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { useEnrolling } from './use-enrolling'
import { WorkflowPicker } from './workflow-picker'

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
