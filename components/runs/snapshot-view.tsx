import { consentLabels } from '@/components/prospects/consent-labels'
import { formatValue } from '@/workflows/format-value'
import { prospectFields } from '@/workflows/prospect-fields'
import type { ProspectSnapshot } from '@/workflows/prospect-snapshot'

/** The values every condition of a burst read, as they were when the event arrived. */
export function SnapshotView({ snapshot }: { snapshot: ProspectSnapshot }) {
  const custom = Object.keys(snapshot.fields).map((key) => ({ key, label: key, type: 'text' as const }))
  return (
    <dl className="grid grid-cols-1 gap-x-8 gap-y-1 rounded-md border bg-canvas px-3 py-2.5 text-[13px] sm:grid-cols-2">
      {prospectFields(custom).map(({ name, label }) => (
        <div key={name} className="flex min-w-0 justify-between gap-4">
          <dt className="text-ink-faint">{label}</dt>
          <dd className="min-w-0 truncate tabular-nums" title={formatValue(snapshotValue(snapshot, name))}>
            {formatValue(snapshotValue(snapshot, name))}
          </dd>
        </div>
      ))}
      <div className="flex justify-between gap-4">
        <dt className="text-ink-faint">Email consent</dt>
        <dd>{consentLabels.email[snapshot.consent.email]}</dd>
      </div>
    </dl>
  )
}

/** The value of `score` or `fields.industry` in a snapshot; undefined when there is none. */
export function snapshotValue(snapshot: ProspectSnapshot, field: string): unknown {
  if (field.startsWith('fields.')) return snapshot.fields[field.slice('fields.'.length)]
  return Reflect.get(snapshot, field)
}
