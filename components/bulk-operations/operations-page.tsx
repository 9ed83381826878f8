'use client'

import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Layers } from 'lucide-react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadMore } from '@/components/ui/load-more'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'
import type { BulkOperationRecord } from '@/server/bulk-operations/operation-record'
import { ImportButton } from './import-button'
import { OperationFiles } from './operation-files'
import { OperationProgress } from './operation-progress'
import { isOpen, OperationState } from './operation-state'
import { outcomeSentence } from './outcome-labels'
import { useCancel } from './use-cancel'

/** Imports, exports and changes of many prospects: who, what, when, and what came of it. */
export function OperationsPage() {
  const trpc = useTRPC()
  const query = useInfiniteQuery(
    trpc.bulkOperations.list.infiniteQueryOptions(
      {},
      {
        getNextPageParam: (page) => page.next,
        refetchInterval: ({ state }) =>
          state.data?.pages.some(({ items }) => items.some(isOpen)) ? 1_000 : false,
      },
    ),
  )
  return (
    <Page>
      <PageHeader
        title="Bulk operations"
        description="Imports, exports and changes of many prospects. Exports can be downloaded for a day, rows that were not imported for a week."
        actions={<ImportButton />}
      />
      <QueryState query={query}>
        {({ pages }) => {
          const operations = pages.flatMap(({ items }) => items)
          if (operations.length === 0)
            return (
              <EmptyState icon={<Layers />} title="Nothing was done in bulk yet" action={<ImportButton />}>
                Import prospects from a CSV file, or choose several in the list of prospects and change them
                at once.
              </EmptyState>
            )
          return (
            <>
              <Table label="Bulk operations">
                <TableHead>
                  <Th>What</Th>
                  <Th>State</Th>
                  <Th>Result</Th>
                  <Th className="max-md:hidden">Started</Th>
                  <Th>
                    <span className="sr-only">Actions</span>
                  </Th>
                </TableHead>
                <TableBody>
                  {operations.map((operation) => (
                    <OperationRow key={operation.id} operation={operation} />
                  ))}
                </TableBody>
              </Table>
              <LoadMore query={query} />
            </>
          )
        }}
      </QueryState>
    </Page>
  )
}

function OperationRow({ operation }: { operation: BulkOperationRecord }) {
  const { data: users = [] } = useQuery(useTRPC().users.names.queryOptions())
  const canEdit = useCanEdit()
  const cancel = useCancel()
  const { id, title, state, startedBy, createdAt, failure, counts } = operation
  return (
    <TableRow>
      <Td className="min-w-36 max-w-64">
        <span className="block truncate font-medium" title={title}>
          {title}
        </span>
      </Td>
      <Td>
        <OperationState state={state} />
      </Td>
      <Td className="min-w-48 max-w-96">
        {isOpen(operation) ? (
          <OperationProgress operation={operation} />
        ) : (
          <span className="text-ink-soft">
            {failure ?? (outcomeSentence(counts) || 'Nobody was concerned')}
          </span>
        )}
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">
        <TimeAgo at={createdAt} />
        <span className="block text-[13px] text-ink-faint">
          {users.find((user) => user.id === startedBy)?.name ?? 'The API'}
        </span>
      </Td>
      <Td>
        <div className="flex flex-wrap justify-end gap-2">
          <OperationFiles operation={operation} />
          {isOpen(operation) && canEdit ? (
            <Button size="sm" isPending={cancel.isPending} onClick={() => cancel.mutate({ id })}>
              Cancel
            </Button>
          ) : null}
        </div>
      </Td>
    </TableRow>
  )
}
