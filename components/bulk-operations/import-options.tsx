'use client'

import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { RadioGroup } from '@/components/ui/radio-group'
import { Select } from '@/components/ui/select'
import { TagInput } from '@/components/ui/tag-input'
import type { ImportPreview } from '@/server/bulk-operations/import/preview-import'
import { standardLabels } from './import-targets'

type Options = ImportPreview['options']
type ImportOptionsProps = {
  options: Options
  columns: ImportPreview['columns']
  /** The one the file is read with. */
  delimiter: NonNullable<Options['delimiter']>
  onChange: (chosen: Partial<Options>) => void
}

const existingOptions = [
  {
    value: 'fill',
    label: 'Fill in what is empty',
    help: 'Values that are there stay. Tags and lists are added.',
  },
  {
    value: 'overwrite',
    label: 'Replace values',
    help: 'Empty cells leave what is there. Nobody who unsubscribed is subscribed again.',
  },
  { value: 'skip', label: 'Leave them alone', help: 'Only new prospects are imported.' },
] as const

const unmatchedOptions = [
  { value: 'refuse', label: 'Do not import the row' },
  { value: 'create', label: 'Make a new prospect of each' },
] as const
const repeatedOptions = [
  { value: 'last', label: 'The last row counts' },
  { value: 'first', label: 'The first row counts' },
] as const
const tellOptions = [
  { value: 'quiet', label: 'Start nothing', help: 'Usual for people who are known elsewhere already.' },
  {
    value: 'tell',
    label: 'Tell workflows',
    help: 'Goals such as “Tag added” are reached by what this import changes.',
  },
] as const
const delimiterOptions = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Vertical line' },
] as const

/** What happens to whom. */
export function ImportOptions({ options, columns, delimiter, onChange }: ImportOptionsProps) {
  return (
    <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
      <Group title="Prospects who are there already">
        <RadioGroup
          aria-label="Prospects who are there already"
          options={existingOptions}
          value={options.existing}
          onValueChange={(existing) => onChange({ existing })}
        />
      </Group>
      <Group title="Workflows">
        <RadioGroup
          aria-label="Workflows"
          options={tellOptions}
          value={options.tellWorkflows ? 'tell' : 'quiet'}
          onValueChange={(value) => onChange({ tellWorkflows: value === 'tell' })}
        />
      </Group>
      <FormField label="Find prospects by">
        {(control) => (
          <Select
            {...control}
            options={matchOptions(columns)}
            value={options.matchBy}
            onValueChange={(matchBy) => onChange({ matchBy })}
          />
        )}
      </FormField>
      <FormField label="Rows that do not say whom they are about">
        {(control) => (
          <Select
            {...control}
            options={unmatchedOptions}
            value={options.unmatched}
            onValueChange={(unmatched) => onChange({ unmatched })}
          />
        )}
      </FormField>
      <FormField label="Several rows about one prospect">
        {(control) => (
          <Select
            {...control}
            options={repeatedOptions}
            value={options.repeated}
            onValueChange={(repeated) => onChange({ repeated })}
          />
        )}
      </FormField>
      <FormField label="Columns are separated by">
        {(control) => (
          <Select
            {...control}
            options={delimiterOptions}
            value={delimiter}
            onValueChange={(next) => onChange({ delimiter: next })}
          />
        )}
      </FormField>
      <FormField label="Tags for everybody in the file">
        {(control) => (
          <TagInput {...control} value={options.addTags} onValueChange={(addTags) => onChange({ addTags })} />
        )}
      </FormField>
      <ListField listId={options.listId ?? null} onList={(listId) => onChange({ listId })} />
      <FormField label="Between tags in one cell" help="And between lists. Found out from the file.">
        {(control) => (
          <Input
            {...control}
            className="w-20"
            maxLength={3}
            value={options.separator}
            onChange={(event) => event.target.value && onChange({ separator: event.target.value })}
          />
        )}
      </FormField>
    </div>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <p className="mb-1 font-medium">{title}</p>
      {children}
    </div>
  )
}

/** The address, the id, and whatever column goes to a field of one’s own. */
function matchOptions(columns: ImportPreview['columns']): { value: Options['matchBy']; label: string }[] {
  return [
    { value: 'email', label: standardLabels.email },
    { value: 'id', label: standardLabels.id },
    ...columns.flatMap(({ header, target }) =>
      target?.startsWith('fields.') ? [{ value: target as Options['matchBy'], label: header }] : [],
    ),
  ]
}

const noList = 'none'

function ListField({ listId, onList }: { listId: string | null; onList: (listId: string | null) => void }) {
  const { data } = useQuery(useTRPC().lists.list.queryOptions({ limit: 200 }))
  return (
    <FormField label="List that everybody in the file joins">
      {(control) => (
        <Combobox
          {...control}
          value={listId ?? noList}
          onValueChange={(value) => onList(value === noList ? null : value)}
          options={[
            { value: noList, label: 'No list' },
            ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
    </FormField>
  )
}
