import { singleFields } from '@/workflows/combine-prospects'
import { formatValue } from '@/workflows/format-value'
import { fieldLabel } from '@/workflows/prospect-fields'
import type { ProspectRecord } from './prospect-record'

export type Side = 'survivor' | 'other'

/** A value of which both prospects have one, and not the same. */
export type Difference = { field: string; label: string; survivor: string; other: string }

/** What keys and ids are called: the label of a custom field, the name of a user. */
export type MergeWords = { labelOf: (key: string) => string; userName: (id: string) => string }

/** Where somebody has to say whose value is kept; everything else follows by itself. */
export function differencesBetween(
  survivor: ProspectRecord,
  other: ProspectRecord,
  { labelOf, userName }: MergeWords,
): Difference[] {
  const names = [...new Set([...Object.keys(survivor.fields), ...Object.keys(other.fields)])]
  const pairs = [
    ...singleFields.map((field) => [field, fieldLabel(field), survivor[field], other[field]] as const),
    ...names.map(
      (name) => [`fields.${name}`, labelOf(name), survivor.fields[name], other.fields[name]] as const,
    ),
  ]
  return pairs.flatMap(([field, label, own, others]) => {
    if (isMissing(own) || isMissing(others) || own === others) return []
    const shown = field === 'ownerId' ? (id: unknown) => userName(String(id)) : formatValue
    return [{ field, label, survivor: shown(own), other: shown(others) }]
  })
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || value === ''
}
