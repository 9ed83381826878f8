'use client'

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { toast } from 'sonner'
import { prospectName } from '@/components/prospects/prospect-name'
import { useDebounced } from '@/components/shell/use-debounced'
import { useTRPC } from '@/components/trpc/trpc-provider'
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

function useEnrolling(onDone: () => void) {
  const trpc = useTRPC()
  const router = useRouter()
  const queryClient = useQueryClient()
  return useMutation(
    trpc.workflows.enrol.mutationOptions({
      onError: () => {}, // shown in the dialog
      onSuccess: ({ enrolled }, { id }) => {
        toast.success(enrolled === 1 ? '1 prospect enrolled' : `${enrolled} prospects enrolled`, {
          action: { label: 'Show runs', onClick: () => router.push(`/runs?workflowId=${id}`) },
        })
        onDone()
        return queryClient.invalidateQueries(trpc.runs.pathFilter())
      },
    }),
  )
}

type ProspectsPickerProps = {
  control: object
  value: string[]
  onValueChange: (prospectIds: string[]) => void
}

function ProspectsPicker({ control, value, onValueChange }: ProspectsPickerProps) {
  const trpc = useTRPC()
  const [text, setText] = useState('')
  /** Those chosen from earlier searches, so that their names stay. */
  const [known, setKnown] = useState(new Map<string, { value: string; label: string; hint: string }>())
  const search = useDebounced(text.trim(), 200)
  const found = useQuery(
    trpc.prospects.list.queryOptions(
      { limit: 20, ...(search ? { search } : {}) },
      { placeholderData: keepPreviousData },
    ),
  )
  const listed = (found.data?.items ?? []).map((prospect) => ({
    value: prospect.id,
    label: prospectName(prospect),
    hint: prospect.email ?? 'No email address',
  }))
  const earlier = value.flatMap((id) =>
    listed.some((option) => option.value === id) ? [] : (known.get(id) ?? []),
  )
  return (
    <MultiCombobox
      {...control}
      options={[...listed, ...earlier]}
      value={value}
      onValueChange={(ids) => {
        setKnown(new Map([...known, ...listed.map((option) => [option.value, option] as const)]))
        onValueChange(ids)
      }}
      placeholder="Choose prospects…"
      searchPlaceholder="Name, organization or email"
      emptyText="Nobody found. Prospects are added on their own screen."
      search={{ onSearch: setText, isLoading: found.isFetching }}
    />
  )
}
