import type { BulkOperationRecord } from '@/server/bulk-operations/operation-record'

/** How far an operation has come: a bar when the total is known, and always a sentence. */
export function OperationProgress({ operation }: { operation: BulkOperationRecord }) {
  const { done, total } = operation.progress
  const percent = total ? Math.min(100, Math.round((100 * done) / total)) : 0
  return (
    <div className="min-w-40">
      <div
        role="progressbar"
        aria-label={operation.title}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
      </div>
      <p className="mt-1 text-[13px] text-ink-soft tabular-nums">{sentence(operation)}</p>
    </div>
  )
}

function sentence({ state, kind, progress: { done, total } }: BulkOperationRecord): string {
  if (state === 'waiting') return 'Waits for a worker'
  if (total === null) return kind === 'prospects.import' ? 'Reads the file' : 'Begins'
  return `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
}
