'use client'

import { CircleAlert, CircleCheck, CopyCheck } from 'lucide-react'
import { useState } from 'react'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { DialogFooter } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { FormField } from '@/components/ui/form-field'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TagInput } from '@/components/ui/tag-input'

type CheckedRow = RouterOutputs['links']['checkMany'][number]
export type BulkChoice = { onProblem: 'skip' | 'none'; onDuplicate: 'skip' | 'create'; tags: string[] }

type BulkPreviewProps = {
  rows: readonly CheckedRow[]
  error: { message: string } | null
  isPending: boolean
  onBack: () => void
  onCreate: (choice: BulkChoice) => void
}

/** What was understood of the list, row by row, and what will become of it. */
export function BulkPreview({ rows, error, isPending, onBack, onCreate }: BulkPreviewProps) {
  const [doesSkip, setSkip] = useState(true)
  const [takesDuplicates, setTakesDuplicates] = useState(false)
  const [tags, setTags] = useState<string[]>([])
  const wrong = rows.filter(({ problem }) => problem).length
  const duplicates = rows.filter(({ problem, duplicate }) => !problem && duplicate).length
  const count = wrong && !doesSkip ? 0 : rows.length - wrong - (takesDuplicates ? 0 : duplicates)
  const create = () =>
    onCreate({
      onProblem: doesSkip ? 'skip' : 'none',
      onDuplicate: takesDuplicates ? 'create' : 'skip',
      tags,
    })
  if (rows.length === 0)
    return (
      <EmptyState title="No address was found" action={<Button onClick={onBack}>Back to the list</Button>}>
        Paste at least one address, each on a line of its own.
      </EmptyState>
    )
  return (
    <>
      {error ? <ErrorNotice error={error} className="mb-4" /> : null}
      <p aria-live="polite" className="mb-3 text-ink-soft">
        {summary(rows.length, wrong, duplicates)}
      </p>
      <Rows rows={rows} />
      <div className="mt-4 flex flex-col gap-2.5">
        {wrong ? (
          <Choice id="bulk-skip" isChecked={doesSkip} onChange={setSkip}>
            Leave out rows with a problem; otherwise none is made while there is one
          </Choice>
        ) : null}
        {duplicates ? (
          <Choice id="bulk-duplicates" isChecked={takesDuplicates} onChange={setTakesDuplicates}>
            Make duplicates, too
          </Choice>
        ) : null}
        <FormField label="Tags for all of them">
          {(control) => <TagInput {...control} value={tags} onValueChange={setTags} />}
        </FormField>
      </div>
      <DialogFooter>
        <Button onClick={onBack}>Back</Button>
        <Button variant="primary" isPending={isPending} disabled={count === 0} onClick={create}>
          {count === 1 ? 'Create 1 link' : `Create ${count.toLocaleString('en')} links`}
        </Button>
      </DialogFooter>
    </>
  )
}

function summary(all: number, wrong: number, duplicates: number): string {
  const parts = [
    `${all.toLocaleString('en')} ${all === 1 ? 'row' : 'rows'}`,
    wrong ? `${wrong.toLocaleString('en')} with a problem` : 'none with a problem',
    duplicates ? `${duplicates.toLocaleString('en')} duplicate${duplicates === 1 ? '' : 's'}` : null,
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}

function Rows({ rows }: { rows: readonly CheckedRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus no key scrolls it
    <section aria-label="Rows" tabIndex={0} className="max-h-80 overflow-y-auto rounded-lg focus-ring">
      <Table label="Rows">
        <TableHead>
          <Th isNumber>Row</Th>
          <Th>Name</Th>
          <Th>Destination</Th>
          <Th>State</Th>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.row}>
              <Td isNumber className="text-ink-faint">
                {row.row}
              </Td>
              <Td className="max-w-40 truncate" title={row.name}>
                {row.name}
              </Td>
              <Td className="max-w-64 truncate text-ink-soft" title={row.destination}>
                {row.destination}
              </Td>
              <Td className="min-w-44">
                <State row={row} />
              </Td>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

function State({ row: { problem, duplicate } }: { row: CheckedRow }) {
  const look = 'flex items-start gap-1.5 text-[13px] [&_svg]:mt-0.5 [&_svg]:size-3.5 [&_svg]:shrink-0'
  if (problem)
    return (
      <span className={`${look} text-bad`}>
        <CircleAlert aria-hidden />
        {problem}
      </span>
    )
  if (duplicate)
    return (
      <span className={`${look} text-warn`}>
        <CopyCheck aria-hidden />
        Duplicate: {duplicate}
      </span>
    )
  return (
    <span className={`${look} text-good`}>
      <CircleCheck aria-hidden />
      Good
    </span>
  )
}

type ChoiceProps = {
  id: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
  children: string
}

function Choice({ id, isChecked, onChange, children }: ChoiceProps) {
  return (
    <label htmlFor={id} className="flex items-start gap-2">
      <Checkbox
        id={id}
        className="mt-0.5"
        checked={isChecked}
        onCheckedChange={(checked) => onChange(checked === true)}
      />
      {children}
    </label>
  )
}
