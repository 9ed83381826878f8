import { singleFields } from '@/workflows/combine-prospects'
import { fieldLabel } from '@/workflows/prospect-fields'
import type { ProspectRecord } from './prospect-record'

export type Side = 'survivor' | 'other'

/** A value of which both prospects have one, and not the same. */
export type Difference = { field: string; label: string; survivor: string; other: string }

/** Where somebody has to say whose value is kept; everything else follows by itself. */
export function differencesBetween(survivor: ProspectRecord, other: ProspectRecord): Difference[] {
  const names = [...new Set([...Object.keys(survivor.fields), ...Object.keys(other.fields)])]
  const pairs = [
    ...singleFields.map((field) => [field, survivor[field], other[field]] as const),
    ...names.map((name) => [`fields.${name}`, survivor.fields[name], other.fields[name]] as const),
  ]
  return pairs.flatMap(([field, own, others]) => {
    const [first, second] = [String(own ?? ''), String(others ?? '')]
    if (!first || !second || first === second) return []
    return [{ field, label: fieldLabel(field), survivor: first, other: second }]
  })
}
