'use client'

import { formatValue } from '@/workflows/format-value'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'
import { useReferences, useSources } from '../editor-context'
import { valueChanges } from './value-changes'

/** What became of the values: before and after, only those that differ. */
export function ValueChanges({ before, after }: { before: ProspectSnapshot; after: ProspectSnapshot }) {
  const { fields } = useSources()
  const { lists, users } = useReferences()
  const changes = valueChanges(before, after, fields)
  const named = (value: unknown) =>
    formatValue(Array.isArray(value) ? value.map(nameOf) : typeof value === 'string' ? nameOf(value) : value)
  const nameOf = (value: unknown) => [...lists, ...users].find(({ id }) => id === value)?.name ?? value
  if (!changes.length) return <p className="text-[13px] text-ink-faint">No value changes.</p>
  return (
    <dl className="mt-1 flex flex-col gap-0.5 text-[13px]">
      {changes.map(({ name, label, before: old, after: value }) => (
        <div key={name} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-faint">{label}</dt>
          <dd className="min-w-0 break-words">
            <span className="text-ink-soft">{named(old)}</span> <span aria-hidden>→</span>{' '}
            <span className="sr-only">becomes</span> <strong className="font-medium">{named(value)}</strong>
          </dd>
        </div>
      ))}
    </dl>
  )
}
