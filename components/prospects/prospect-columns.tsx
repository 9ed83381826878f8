import type { ReactNode } from 'react'
import { TimeAgo } from '@/components/ui/time-ago'
import type { ProspectSort } from '@/server/prospects/list-prospects'
import type { Vocabulary } from '@/workflows/criteria/describe-criteria'
import { formatValue } from '@/workflows/format-value'
import type { ProspectField } from '@/workflows/prospect-fields'
import type { ProspectRecord } from './prospect-record'
import { TagList } from './tag-list'

/** One column beside the name: any field of a prospect. */
export type ProspectColumn = {
  name: string
  label: string
  isNumber: boolean
  /** Set: the list can be sorted by it. */
  sort: ProspectSort | null
  cell: (prospect: ProspectRecord) => ReactNode
}

/** What the list shows until somebody chooses otherwise. */
export const usualColumns = ['email', 'organization', 'tags', 'score', 'lastActivityAt']

const sortsByField: Record<string, ProspectSort> = {
  email: 'email',
  score: 'score',
  createdAt: 'created',
  lastActivityAt: 'lastActivity',
}

/** A column for every field but the names, which stand in the first one. */
export function columnsOf(fields: ProspectField[], vocabulary: Vocabulary): ProspectColumn[] {
  return fields
    .filter(({ name }) => name !== 'firstName' && name !== 'lastName')
    .map((field) => ({
      name: field.name,
      label: field.label,
      isNumber: field.type === 'number',
      sort: sortsByField[field.name] ?? null,
      cell: (prospect) => cellOf(field, valueIn(prospect, field.name), vocabulary),
    }))
}

function cellOf(field: ProspectField, value: unknown, vocabulary: Vocabulary): ReactNode {
  if (value instanceof Date) return <TimeAgo at={value} />
  if (field.type === 'tags' && Array.isArray(value)) return <TagList tags={value.map(String)} most={2} />
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && !value.length))
    return <span className="text-ink-faint">—</span>
  if (field.name === 'score') return Number(value).toLocaleString('en')
  const named = [value].flat().map((one) => vocabulary.name(field.name, String(one)) ?? formatValue(one))
  return (
    <span className="block max-w-52 truncate" title={named.join(', ')}>
      {named.join(', ')}
    </span>
  )
}

function valueIn(prospect: ProspectRecord, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at && typeof at === 'object' ? Reflect.get(at, key) : null), prospect)
}
