'use client'

import type { Vocabulary } from '@/workflows/criteria/describe-criteria'
import { type FieldOption, fieldLabel, type ProspectField } from '@/workflows/prospect-fields'
import { type EditorSources, useSources } from '../../editor-context'

/** What a field can be compared with, by name; null where any value can be entered. */
export function useValueOptions(field: string): FieldOption[] | null {
  return optionsOf(useSources(), field)
}

/** Fields, lists and users by the names they have in the workspace, for sentences about criteria. */
export function vocabularyOf(sources: Pick<EditorSources, 'fields' | 'references'>): Vocabulary {
  return {
    label: (name) => sources.fields.find((field) => field.name === name)?.label ?? fieldLabel(name),
    name: (field, value) =>
      optionsOf(sources, field)?.find((option) => option.value === value)?.label ?? null,
  }
}

function optionsOf(
  { fields, references }: Pick<EditorSources, 'fields' | 'references'>,
  name: string,
): FieldOption[] | null {
  const field = fields.find((known) => known.name === name)
  return field ? (optionsByType[field.type]?.(field, references) ?? null) : null
}

type OptionsOf = (field: ProspectField, references: EditorSources['references']) => FieldOption[]

const optionsByType: Partial<Record<ProspectField['type'], OptionsOf>> = {
  choice: ({ options = [] }) => options,
  lists: (_, { lists }) => lists.map(({ id, name }) => ({ value: id, label: name })),
  user: (_, { users }) => users.map(({ id, name }) => ({ value: id, label: name })),
}
