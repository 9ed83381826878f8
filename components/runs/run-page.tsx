'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { TimeAgo } from '@/components/ui/time-ago'
import { BurstView } from './burst-view'
import { groupByEvent } from './group-by-event'
import { placeOf } from './place-of'
import { RunStanding } from './run-standing'
import { RunStatusBadge } from './run-status-badge'
import type { RunDetails } from './run-step'

/** One run, step by step: what happened, in which order, on which values, and why. Follows a run that is on its way. */
export function RunPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(
    trpc.runs.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data && !isOver(state.data) ? 4_000 : false) },
    ),
  )
  return (
    <Page className="max-w-4xl">
      <QueryState query={query} back={{ href: '/runs', label: 'To the runs' }}>
        {(details) => <RunView details={details} />}
      </QueryState>
    </Page>
  )
}

function isOver({ run: { status } }: RunDetails): boolean {
  return status === 'finished' || status === 'cancelled'
}

function RunView({ details }: { details: RunDetails }) {
  const { run, prospect, workflow, document } = details
  const canEdit = useCanEdit()
  const name = prospect.name || prospect.email || 'Unknown prospect'
  return (
    <>
      <PageHeader
        back={{ href: '/runs', label: 'Runs' }}
        title={`${name} in ${workflow.name}`}
        meta={<RunStatusBadge status={run.status} />}
        description={
          <span className="flex flex-wrap gap-x-4 gap-y-1">
            <TextLink href={`/prospects/${prospect.id}`}>{prospect.email || name}</TextLink>
            <TextLink href={placeOf(workflow)}>{workflow.name}</TextLink>
            <span>
              Version {run.versionNumber}, started <TimeAgo at={run.startedAt} />
            </span>
          </span>
        }
        actions={canEdit && !isOver(details) ? <CancelButton runId={run.id} name={name} /> : null}
      />
      <RunStanding state={run.state} document={document} />
      <div className="flex flex-col gap-4">
        {groupByEvent(details.steps).map((burst) => (
          <BurstView key={burst.eventId} burst={burst} document={document} />
        ))}
      </div>
      {details.steps.length === 0 ? (
        <EmptyState title="Nothing happened yet">The first steps appear here within a second.</EmptyState>
      ) : null}
    </>
  )
}

function TextLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      title={children}
      className="max-w-72 truncate rounded-sm text-ink underline decoration-line-strong underline-offset-4 focus-ring hover:decoration-accent"
    >
      {children}
    </Link>
  )
}

function CancelButton({ runId, name }: { runId: string; name: string }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const cancel = useMutation(
    trpc.runs.cancel.mutationOptions({
      onSuccess: () => {
        setAsking(false)
        return queryClient.invalidateQueries(trpc.runs.pathFilter())
      },
    }),
  )
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Cancel run
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title="Cancel this run?"
        confirmLabel="Cancel run"
        onConfirm={() => cancel.mutate({ id: runId })}
        isPending={cancel.isPending}
      >
        {name} gets nothing more from this run: its waits end and its goals are no longer awaited. What has
        already happened stays. This cannot be taken back.
      </ConfirmDialog>
    </>
  )
}
