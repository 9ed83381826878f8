'use client'

import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { Page } from '@/components/shell/page'
import { useUrlState } from '@/components/shell/use-url-state'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { Select } from '@/components/ui/select'
import { type RunFilter, RunList } from './run-list'
import { runStatusOptions } from './run-status-badge'

/** All runs, or those of one workflow, prospect or status; what is chosen stands in the address. */
export function RunsPage() {
  const [workflowId, setWorkflowId] = useUrlState('workflowId')
  const [prospectId, setProspectId] = useUrlState('prospectId')
  const [status, setStatus] = useUrlState('status')
  const known = runStatusOptions.find(({ value }) => value === status)
  const filter: RunFilter = {
    ...(workflowId ? { workflowId } : {}),
    ...(prospectId ? { prospectId } : {}),
    ...(known ? { status: known.value } : {}),
  }
  return (
    <Page>
      <PageHeader title="Runs" description="One prospect going through one version of a workflow." />
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Select
          aria-label="Status"
          className="w-52"
          value={known?.value ?? 'all'}
          onValueChange={(value) => setStatus(value === 'all' ? null : value)}
          options={[{ value: 'all', label: 'Every status' }, ...runStatusOptions]}
        />
        {workflowId ? <WorkflowFilter id={workflowId} onClear={() => setWorkflowId(null)} /> : null}
        {prospectId ? <ProspectFilter id={prospectId} onClear={() => setProspectId(null)} /> : null}
      </div>
      <RunList filter={filter} isFiltered={Object.keys(filter).length > 0} />
    </Page>
  )
}

type FilterProps = { id: string; onClear: () => void }

function WorkflowFilter({ id, onClear }: FilterProps) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.workflows.get.queryOptions({ id }))
  return <Filter text={data ? `In ${data.name}` : 'In one workflow'} onClear={onClear} />
}

function ProspectFilter({ id, onClear }: FilterProps) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.prospects.get.queryOptions({ id }))
  const name = data ? [data.firstName, data.lastName].join(' ').trim() || data.email : null
  return <Filter text={name ? `Of ${name}` : 'Of one prospect'} onClear={onClear} />
}

function Filter({ text, onClear }: { text: string; onClear: () => void }) {
  return (
    <Button onClick={onClear} aria-label={`${text}; show all`} className="max-w-full">
      <span className="truncate">{text}</span>
      <X />
    </Button>
  )
}
