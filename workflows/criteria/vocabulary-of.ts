import { type FieldOption, fieldLabel, type ProspectField } from '../prospect-fields'
import type { References } from '../references'
import type { Vocabulary } from './describe-criteria'

/** What is known of a workspace. */
export type Known = { fields: ProspectField[]; references: Pick<References, 'lists' | 'users'> }

/** Fields, lists and users by the names they have in the workspace, for sentences about criteria. */
export function vocabularyOf(known: Known): Vocabulary {
  return {
    label: (name) => fieldLabel(name, known.fields),
    name: (field, value) =>
      valueOptions(known, field)?.find((option) => option.value === value)?.label ?? null,
  }
}

/** What a field can be compared with, by name; null where any value can be entered. */
export function valueOptions({ fields, references }: Known, name: string): FieldOption[] | null {
  const field = fields.find((known) => known.name === name)
  return field ? (optionsByType[field.type]?.(field, references) ?? null) : null
}

type OptionsOf = (field: ProspectField, references: Known['references']) => FieldOption[]

const optionsByType: Partial<Record<ProspectField['type'], OptionsOf>> = {
  choice: ({ options = [] }) => options,
  lists: (_, { lists }) => lists.map(({ id, name }) => ({ value: id, label: name })),
  user: (_, { users }) => users.map(({ id, name }) => ({ value: id, label: name })),
}
