'use client'

import Link from 'next/link'
import { useCanEdit } from '@/components/shell/current-user'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorNotice } from '@/components/ui/error-notice'
import { QueryState } from '@/components/ui/query-state'
import type { BulkOperationRecord } from '@/server/bulk-operations/operation-record'
import { OperationFiles } from './operation-files'
import { OperationProgress } from './operation-progress'
import { isOpen, OperationState } from './operation-state'
import { outcomeSentence } from './outcome-labels'
import { useCancel } from './use-cancel'
import { useOperation } from './use-operation'

/** How one operation goes on, and what came of it. */
export function OperationCard({ id }: { id: string }) {
  const query = useOperation(id)
  return <QueryState query={query}>{(operation) => <Operation operation={operation} />}</QueryState>
}

function Operation({ operation }: { operation: BulkOperationRecord }) {
  const canEdit = useCanEdit()
  const cancel = useCancel()
  const outcome = outcomeSentence(operation.counts)
  return (
    <Card title={operation.title} actions={<OperationState state={operation.state} />}>
      {isOpen(operation) ? <OperationProgress operation={operation} /> : null}
      {operation.failure ? <ErrorNotice error={operation.failure} /> : null}
      <p aria-live="polite" className="mt-2 tabular-nums">
        {outcome || (isOpen(operation) ? '' : 'Nobody was concerned.')}
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <OperationFiles operation={operation} />
        {isOpen(operation) && canEdit ? (
          <Button size="sm" isPending={cancel.isPending} onClick={() => cancel.mutate({ id: operation.id })}>
            Cancel
          </Button>
        ) : null}
        <Button asChild size="sm" variant="ghost">
          <Link href="/bulk-operations">History</Link>
        </Button>
      </div>
    </Card>
  )
}
