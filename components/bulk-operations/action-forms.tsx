'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { WorkflowPicker } from '@/components/prospects/workflow-picker'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Combobox } from '@/components/ui/combobox'
import { FormField } from '@/components/ui/form-field'
import { TagInput } from '@/components/ui/tag-input'
import { useOptionSearch } from '@/components/ui/use-option-search'
import type { BulkAction } from '@/server/bulk-operations/actions/bulk-action'
import { FieldForm } from './field-form'

type FieldsProps = { onChange: (action: BulkAction | null) => void }

type ActionForm = {
  title: string
  /** “12 will …” */
  verb: string
  submit: string
  /** A word to be typed before it is done. */
  confirmation?: string
  /** Null: something has to be chosen first. */
  initial: BulkAction | null
  Fields: (props: FieldsProps) => ReactNode
}

/** The dialog of each action. */
export const actionForms: Record<BulkAction['type'], ActionForm> = {
  'add-tags': {
    title: 'Add tags',
    verb: 'change',
    submit: 'Add tags',
    initial: null,
    Fields: ({ onChange }) => <TagsForm onTags={(tags) => onChange(tags && { type: 'add-tags', tags })} />,
  },
  'remove-tags': {
    title: 'Remove tags',
    verb: 'change',
    submit: 'Remove tags',
    initial: null,
    Fields: ({ onChange }) => <TagsForm onTags={(tags) => onChange(tags && { type: 'remove-tags', tags })} />,
  },
  'add-to-list': {
    title: 'Add to list',
    verb: 'join',
    submit: 'Add to list',
    initial: null,
    Fields: ({ onChange }) => <ListForm onList={(listId) => onChange({ type: 'add-to-list', listId })} />,
  },
  'remove-from-list': {
    title: 'Remove from list',
    verb: 'leave',
    submit: 'Remove from list',
    initial: null,
    Fields: ({ onChange }) => (
      <ListForm onList={(listId) => onChange({ type: 'remove-from-list', listId })} />
    ),
  },
  'change-field': {
    title: 'Change field',
    verb: 'change',
    submit: 'Change field',
    initial: null,
    Fields: FieldForm,
  },
  'assign-owner': {
    title: 'Assign owner',
    verb: 'change',
    submit: 'Assign owner',
    initial: null,
    Fields: ({ onChange }) => (
      <OwnerForm onOwner={(ownerId) => onChange({ type: 'assign-owner', ownerId })} />
    ),
  },
  enrol: {
    title: 'Enrol in workflow',
    verb: 'start at once',
    submit: 'Enrol',
    initial: null,
    Fields: ({ onChange }) => (
      <EnrolForm onWorkflow={(workflowId) => onChange({ type: 'enrol', workflowId })} />
    ),
  },
  erase: {
    title: 'Erase prospects',
    verb: 'be erased for good',
    submit: 'Erase prospects',
    confirmation: 'erase',
    initial: { type: 'erase' },
    Fields: () => (
      <p>
        Everything that names them goes: fields, timeline, runs on their way, emails, and all files for
        download. This cannot be taken back.
      </p>
    ),
  },
}

function TagsForm({ onTags }: { onTags: (tags: string[] | null) => void }) {
  const [tags, setTags] = useState<string[]>([])
  const change = (next: string[]) => {
    setTags(next)
    onTags(next.length ? next : null)
  }
  return (
    <FormField label="Tags" help="Enter or a comma ends a tag.">
      {(control) => <TagInput {...control} value={tags} onValueChange={change} />}
    </FormField>
  )
}

function ListForm({ onList }: { onList: (listId: string) => void }) {
  const trpc = useTRPC()
  const [id, setId] = useState<string | null>(null)
  const { text, searchWith } = useOptionSearch()
  const query = useQuery(
    trpc.lists.list.queryOptions(text ? { search: text } : {}, { placeholderData: keepPreviousData }),
  )
  return (
    <FormField label="List">
      {(control) => (
        <Combobox
          {...control}
          value={id}
          onValueChange={(next) => {
            setId(next)
            onList(next)
          }}
          placeholder="Choose a list…"
          searchPlaceholder="Search lists"
          emptyText="No list found. Create one first."
          search={searchWith(query)}
          options={(query.data?.items ?? []).map((list) => ({ value: list.id, label: list.name }))}
        />
      )}
    </FormField>
  )
}

const nobody = 'nobody'

function OwnerForm({ onOwner }: { onOwner: (ownerId: string | null) => void }) {
  const { data: users = [] } = useQuery(useTRPC().users.names.queryOptions())
  const [chosen, setChosen] = useState<string | null>(null)
  return (
    <FormField label="Owner">
      {(control) => (
        <Combobox
          {...control}
          value={chosen}
          onValueChange={(next) => {
            setChosen(next)
            onOwner(next === nobody ? null : next)
          }}
          placeholder="Choose a user…"
          options={[
            { value: nobody, label: 'Nobody' },
            ...users.map(({ id, name, email }) => ({ value: id, label: name, hint: email })),
          ]}
        />
      )}
    </FormField>
  )
}

function EnrolForm({ onWorkflow }: { onWorkflow: (workflowId: string) => void }) {
  const [id, setId] = useState<string | null>(null)
  return (
    <FormField label="Workflow">
      {(control) => (
        <WorkflowPicker
          control={control}
          value={id}
          onValueChange={(next) => {
            setId(next)
            onWorkflow(next)
          }}
        />
      )}
    </FormField>
  )
}
