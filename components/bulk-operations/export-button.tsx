'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog, DialogFooter } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { QueryState } from '@/components/ui/query-state'
import type { ProspectSelection } from '@/server/prospects/prospect-selection'
import { OperationDialog } from './operation-dialog'

type ExportButtonProps = {
  /** Who is exported; everybody who matches when the worker comes to them. */
  selection: ProspectSelection
}

/** Opens the choice of columns of an export. */
export function ExportButton({ selection }: ExportButtonProps) {
  const [isChoosing, setChoosing] = useState(false)
  const [operationId, setOperationId] = useState<string | null>(null)
  if (!useCanEdit()) return null
  return (
    <>
      <Button onClick={() => setChoosing(true)}>
        <Download />
        Export
      </Button>
      <Dialog
        isOpen={isChoosing}
        onOpenChange={setChoosing}
        title="Export as CSV"
        description={
          'ids' in selection
            ? `${selection.ids.length.toLocaleString('en')} chosen prospects`
            : 'Everybody whom the list shows'
        }
      >
        <ExportForm
          selection={selection}
          onCancel={() => setChoosing(false)}
          onStarted={(id) => {
            setChoosing(false)
            setOperationId(id)
          }}
        />
      </Dialog>
      <OperationDialog id={operationId} onClose={() => setOperationId(null)} />
    </>
  )
}

type ExportFormProps = ExportButtonProps & { onCancel: () => void; onStarted: (id: string) => void }

/** Left out unless somebody wants it: it repeats first and last name. */
const unusual = new Set(['name'])

function ExportForm({ selection, onCancel, onStarted }: ExportFormProps) {
  const trpc = useTRPC()
  const query = useQuery(trpc.bulkOperations.exportColumns.queryOptions())
  const [left, setLeft] = useState<ReadonlySet<string>>(unusual)
  const [withMark, setWithMark] = useState(true)
  const start = useMutation(
    trpc.bulkOperations.startExport.mutationOptions({
      onSuccess: ({ id }) => onStarted(id),
      onError: () => {}, // shown in the form
    }),
  )
  return (
    <QueryState query={query}>
      {(columns) => {
        const chosen = columns.filter(({ name }) => !left.has(name)).map(({ name }) => name)
        return (
          <>
            {start.error ? <ErrorNotice error={start.error} className="mb-4" /> : null}
            <fieldset>
              <legend className="mb-2 font-medium">Columns</legend>
              <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
                {columns.map(({ name, label }) => (
                  <CheckboxLine
                    key={name}
                    label={label}
                    isChecked={!left.has(name)}
                    onToggle={() => setLeft(toggled(left, name))}
                  />
                ))}
              </div>
            </fieldset>
            <div className="mt-4 border-t pt-4">
              <CheckboxLine
                label="For Excel (a mark says that the text is UTF-8)"
                isChecked={withMark}
                onToggle={() => setWithMark(!withMark)}
              />
            </div>
            <DialogFooter>
              <Button onClick={onCancel}>Cancel</Button>
              <Button
                variant="primary"
                disabled={chosen.length === 0}
                isPending={start.isPending}
                onClick={() => start.mutate({ selection, columns: chosen, withMark })}
              >
                Export {chosen.length} {chosen.length === 1 ? 'column' : 'columns'}
              </Button>
            </DialogFooter>
          </>
        )
      }}
    </QueryState>
  )
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  return names.has(name) ? new Set([...names].filter((other) => other !== name)) : new Set([...names, name])
}

type CheckboxLineProps = { label: string; isChecked: boolean; onToggle: () => void }

function CheckboxLine({ label, isChecked, onToggle }: CheckboxLineProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the checkbox inside
    <label className="flex min-w-0 cursor-pointer items-center gap-2">
      <Checkbox checked={isChecked} onCheckedChange={onToggle} aria-label={label} />
      <span className="truncate" title={label}>
        {label}
      </span>
    </label>
  )
}
