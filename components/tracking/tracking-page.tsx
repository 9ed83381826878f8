'use client'

import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { DomainCard } from './domain-card'
import { PageChecks } from './page-checks'
import { SnippetCard } from './snippet-card'

/** Setting up the tracking domain and the tracker script, and whether both work (IR-6, IR-7, ?20). */
export function TrackingPage() {
  const trpc = useTRPC()
  const query = useQuery(trpc.tracking.setup.queryOptions())
  return (
    <Page className="max-w-3xl">
      <PageHeader
        title="Tracking"
        description="Clicks are recorded without any script. With it, page views and events of your own pages are in the timelines too."
      />
      <QueryState query={query}>
        {(setup) => (
          <div className="flex flex-col gap-6">
            <DomainCard setup={setup} />
            <SnippetCard snippet={setup.snippet} />
            <PageChecks destinations={setup.destinations} />
          </div>
        )}
      </QueryState>
    </Page>
  )
}
