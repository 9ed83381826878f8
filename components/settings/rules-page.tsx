'use client'

import { useQuery } from '@tanstack/react-query'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { RulesForm } from './rules-form'

/** The rules of the workspace: what counts as spam, what is held, what actions may do. */
export function RulesPage() {
  const trpc = useTRPC()
  const query = useQuery(trpc.settings.get.queryOptions(undefined, { refetchOnWindowFocus: false }))
  return (
    <Page className="max-w-3xl">
      <PageHeader
        title="Rules"
        description="They hold for the whole workspace and apply to what happens from then on, within a second or two."
      />
      <QueryState query={query}>
        {({ settings, defaults }) => <RulesForm settings={settings} defaults={defaults} />}
      </QueryState>
    </Page>
  )
}
