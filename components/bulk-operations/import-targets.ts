import { keyFor } from '@/components/fields/field-types'
import type { ImportPreview } from '@/server/bulk-operations/import/preview-import'

type Target = NonNullable<ImportPreview['columns'][number]['target']>
type StandardTarget = Exclude<Target, `fields.${string}`>

/** Where columns can go, besides custom fields. */
export const standardLabels: Record<StandardTarget, string> = {
  email: 'Email',
  firstName: 'First name',
  lastName: 'Last name',
  organization: 'Organization',
  phone: 'Phone',
  timezone: 'Time zone',
  score: 'Score',
  leadStatus: 'Lead status',
  owner: 'Owner (email of a user)',
  tags: 'Tags',
  lists: 'Lists (by name)',
  'consent.email': 'Email consent',
  'consent.tracking': 'Tracking consent',
  id: 'ID',
}

export const newFieldTypes = [
  { value: 'text', label: 'Text' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'date', label: 'Date' },
] as const
export type NewFieldType = (typeof newFieldTypes)[number]['value']

/** The custom field that a column would make: `fields.companySize` for “Company size”. */
export function newFieldTarget(header: string): string {
  return `fields.${keyFor(header) || 'field'}`
}
