'use client'

import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { FailedEffects } from './failed-effects'
import { FailedEvents } from './failed-events'
import { JobTable } from './job-table'
import { QueueCards } from './queue-cards'

const refetchMs = 3_000

/** How the work stands: what waits, which jobs do it, and what went wrong, to be tried again. */
export function JobsPage() {
  const trpc = useTRPC()
  const query = useQuery(trpc.jobs.overview.queryOptions(undefined, { refetchInterval: refetchMs }))
  return (
    <Page>
      <PageHeader
        title="Jobs"
        description="What waits to be done, which jobs do it, and what went wrong. Looks again every three seconds."
      />
      <QueryState query={query}>
        {({ queues, jobs, starts, workers, failures }) => (
          <div className="flex flex-col gap-8">
            <QueueCards queues={queues} starts={starts} workers={workers} />
            <JobTable jobs={jobs} />
            <FailedEffects count={failures.effects} />
            <FailedEvents count={failures.events} />
          </div>
        )}
      </QueryState>
    </Page>
  )
}
