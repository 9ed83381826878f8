'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import { Select } from '@/components/ui/select'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import type { ImportPreview } from '@/server/bulk-operations/import/preview-import'
import { type NewFieldType, newFieldTarget, newFieldTypes, standardLabels } from './import-targets'

type Column = ImportPreview['columns'][number]
type ImportMappingProps = {
  columns: Column[]
  rows: ImportPreview['rows']
  onChange: (columns: Column[]) => void
}

/** One line for each column of the file: its name, a few of its values, and where they go. */
export function ImportMapping({ columns, rows, onChange }: ImportMappingProps) {
  const { data: all = [] } = useQuery(useTRPC().bulkOperations.exportColumns.queryOptions())
  const custom = all.filter(({ type }) => type !== null)
  const isKnown = (target: string) => target in standardLabels || custom.some(({ name }) => name === target)
  const replace = (index: number, column: Column) =>
    onChange(columns.map((one, i) => (i === index ? column : one)))
  return (
    <Table label="Columns of the file">
      <TableHead>
        <Th>Column</Th>
        <Th className="max-md:hidden">Values</Th>
        <Th>Goes to</Th>
      </TableHead>
      <TableBody>
        {columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, two may have one name
          <TableRow key={index}>
            <Td className="max-w-28 truncate font-medium md:max-w-48" title={column.header}>
              {column.header || `Column ${index + 1}`}
            </Td>
            <Td className="max-w-64 truncate text-ink-soft max-md:hidden">{samplesOf(rows, index)}</Td>
            <Td className="min-w-40 md:w-80">
              <div className="flex flex-wrap gap-2">
                <div className="min-w-36 flex-1">
                  <TargetPicker
                    column={column}
                    custom={custom}
                    isNew={column.target !== null && !isKnown(column.target)}
                    label={`${column.header} goes to`}
                    onChange={(target) => replace(index, { header: column.header, target })}
                  />
                </div>
                {column.target !== null && !isKnown(column.target) ? (
                  <div className="w-28">
                    <Select
                      aria-label={`Type of the new field ${column.header}`}
                      options={newFieldTypes}
                      value={column.newType ?? 'text'}
                      onValueChange={(newType: NewFieldType) => replace(index, { ...column, newType })}
                    />
                  </div>
                ) : null}
              </div>
            </Td>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

type TargetPickerProps = {
  column: Column
  custom: { name: string; label: string }[]
  isNew: boolean
  label: string
  onChange: (target: Column['target']) => void
}

const nowhere = 'nowhere'

function TargetPicker({ column, custom, isNew, label, onChange }: TargetPickerProps) {
  const created = isNew && column.target ? column.target : newFieldTarget(column.header)
  const options = [
    { value: nowhere, label: 'Leave out' },
    ...Object.entries(standardLabels).map(([value, text]) => ({ value, label: text })),
    ...custom.map(({ name, label: text }) => ({ value: name, label: text, hint: 'Custom field' })),
    ...(custom.some(({ name }) => name === created)
      ? []
      : [{ value: created, label: `New field “${column.header}”`, hint: created }]),
  ]
  return (
    <Combobox
      aria-label={label}
      options={options}
      value={column.target ?? nowhere}
      onValueChange={(value) => onChange(value === nowhere ? null : (value as Column['target']))} // one of the options
    />
  )
}

function samplesOf(rows: ImportPreview['rows'], index: number): string {
  const values = rows.map(({ cells }) => (cells[index] ?? '').trim()).filter(Boolean)
  return [...new Set(values)].slice(0, 3).join(', ')
}
