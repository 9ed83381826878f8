import { Badge, type BadgeTone } from '@/components/ui/badge'
import type { BulkOperationRecord } from '@/server/bulk-operations/operation-record'

const states: Record<BulkOperationRecord['state'], { label: string; tone: BadgeTone }> = {
  waiting: { label: 'Waiting', tone: 'neutral' },
  running: { label: 'Under way', tone: 'info' },
  done: { label: 'Done', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  cancelled: { label: 'Cancelled', tone: 'warn' },
}

/** How an operation stands, in a word. */
export function OperationState({ state }: { state: BulkOperationRecord['state'] }) {
  return <Badge tone={states[state].tone}>{states[state].label}</Badge>
}

export function isOpen({ state }: Pick<BulkOperationRecord, 'state'>): boolean {
  return state === 'waiting' || state === 'running'
}
