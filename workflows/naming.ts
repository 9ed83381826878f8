import { formatValue } from './format-value'
import { fieldLabel, standardProspectFields } from './prospect-fields'

/** What fields and records are called in the workspace, for sentences. */
export type Naming = {
  label: (field: string) => string
  /** The name of a record; null when it is not known. */
  name: (id: string) => string | null
}

/** Where nothing is known of the workspace. */
export const plainNaming: Naming = { label: fieldLabel, name: () => null }

/** What a field holds, in quotation marks and as it is called elsewhere; “nothing” when it is empty. */
export function quoteValue(field: string, value: unknown, { name }: Naming = plainNaming): string {
  const known = standardProspectFields.find((standard) => standard.name === field)
  const nameOf = (one: unknown) =>
    known?.options?.find((option) => option.value === one)?.label ??
    (known?.type === 'user' ? name(String(one)) : null) ??
    formatValue(one)
  const values = [value].flat().filter((one) => one !== null && one !== undefined && one !== '')
  return values.length ? `“${values.map(nameOf).join(', ')}”` : 'nothing'
}
