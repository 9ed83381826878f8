'use client'

import { useState } from 'react'
import { useEnrolling } from '@/components/prospects/use-enrolling'
import { type ProspectOption, useProspectOptions } from '@/components/prospects/use-prospect-options'
import { Button } from '@/components/ui/button'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { MultiCombobox } from '@/components/ui/multi-combobox'
import { useEditor, useEditorStore } from '../editor-context'
import type { LoadedWorkflow } from './loaded-workflow'

/** Chooses prospects and sends them into the live version. */
export function EnrolProspectsDialog({ workflow }: { workflow: LoadedWorkflow }) {
  const store = useEditorStore()
  const isOpen = useEditor(({ panel }) => panel === 'enrol')
  const close = () => store.getState().show(null)
  const { live, isPaused } = workflow
  const obstacle = live
    ? isPaused && 'This workflow is paused, so no new runs start. Resume it first.'
    : 'Nothing is live yet. Publish the drawing first, then enrol prospects.'
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      title="Enrol prospects"
      description={live ? `They start at once, on version ${live.number}.` : undefined}
      className="max-w-md"
    >
      {obstacle ? (
        <>
          <p className="rounded-md bg-warn-soft px-3 py-2 text-warn">{obstacle}</p>
          <DialogFooter>
            <Button onClick={close}>Close</Button>
          </DialogFooter>
        </>
      ) : (
        <EnrolForm workflowId={workflow.id} onClose={close} />
      )}
    </Dialog>
  )
}

function EnrolForm({ workflowId, onClose }: { workflowId: string; onClose: () => void }) {
  const [prospectIds, setProspectIds] = useState<string[]>([])
  const enrol = useEnrolling(onClose)
  const count = prospectIds.length
  return (
    <>
      {enrol.error ? <ErrorNotice error={enrol.error} className="mb-4" /> : null}
      <FormField label="Prospects">
        {(control) => (
          <ProspectsPicker control={control} value={prospectIds} onValueChange={setProspectIds} />
        )}
      </FormField>
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabled={!count}
          isPending={enrol.isPending}
          onClick={() => enrol.mutate({ id: workflowId, prospectIds })}
        >
          {count > 1 ? `Enrol ${count} prospects` : 'Enrol prospect'}
        </Button>
      </DialogFooter>
    </>
  )
}

type ProspectsPickerProps = {
  control: object
  value: string[]
  onValueChange: (prospectIds: string[]) => void
}

function ProspectsPicker({ control, value, onValueChange }: ProspectsPickerProps) {
  const { options, ...list } = useProspectOptions()
  /** Those chosen from earlier searches, so that their names stay. */
  const [known, setKnown] = useState(new Map<string, ProspectOption>())
  const earlier = value.flatMap((id) =>
    options.some((option) => option.value === id) ? [] : (known.get(id) ?? []),
  )
  return (
    <MultiCombobox
      {...control}
      {...list}
      options={[...options, ...earlier]}
      value={value}
      onValueChange={(ids) => {
        setKnown(new Map([...known, ...options.map((option) => [option.value, option] as const)]))
        onValueChange(ids)
      }}
      placeholder="Choose prospects…"
    />
  )
}
