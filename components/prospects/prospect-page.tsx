'use client'

import { useQuery } from '@tanstack/react-query'
import { Download, Ellipsis, Merge, Route, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { RunList } from '@/components/runs/run-list'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useUrlState } from '@/components/shell/use-url-state'
import { ProspectTasks } from '@/components/tasks/prospect-tasks'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { EnrolDialog } from './enrol-dialog'
import { EraseDialog } from './erase-dialog'
import { MergeDialog } from './merge-dialog'
import { MergedNotes } from './merged-notes'
import { ProspectCard } from './prospect-card'
import { prospectName } from './prospect-name'
import type { ProspectRecord } from './prospect-record'
import { ScoreHistory } from './score-history'
import { Timeline } from './timeline'
import { usePersonDownload } from './use-person-download'

const tabs = [
  { value: 'timeline', label: 'Timeline' },
  { value: 'score', label: 'Score' },
  { value: 'runs', label: 'Runs' },
  { value: 'tasks', label: 'Tasks' },
] as const

/** One prospect: who they are, what happened, and which runs they are in. */
export function ProspectPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.prospects.get.queryOptions({ id }, { refetchInterval: 10_000 }))
  return (
    <Page>
      <QueryState query={query} back={{ href: '/prospects', label: 'To the prospects' }}>
        {(prospect) => <ProspectView prospect={prospect} />}
      </QueryState>
    </Page>
  )
}

function ProspectView({ prospect }: { prospect: ProspectRecord }) {
  const [wanted, setTab] = useUrlState('tab')
  const tab = tabs.find(({ value }) => value === wanted)?.value ?? 'timeline'
  const canEdit = useCanEdit()
  return (
    <>
      <PageHeader
        back={{ href: '/prospects', label: 'Prospects' }}
        title={prospectName(prospect)}
        meta={prospect.consent.email === 'unsubscribed' ? <Badge tone="warn">Unsubscribed</Badge> : null}
        description={[prospect.email, prospect.organization].filter(Boolean).join(' · ') || null}
        actions={canEdit ? <ProspectActions prospect={prospect} /> : null}
      />
      <MergedNotes prospectId={prospect.id} />
      <div className="grid items-start gap-6 lg:grid-cols-[1fr_22rem]">
        <Tabs
          aria-label="About this prospect"
          className="min-w-0 max-lg:order-2"
          tabs={tabs}
          value={tab}
          onValueChange={(next) => setTab(next === 'timeline' ? null : next)}
        >
          <TabPanel value="timeline">
            <Timeline prospectId={prospect.id} />
          </TabPanel>
          <TabPanel value="score">
            <ScoreHistory prospectId={prospect.id} />
          </TabPanel>
          <TabPanel value="runs">
            <RunList filter={{ prospectId: prospect.id }} isFiltered={false} />
          </TabPanel>
          <TabPanel value="tasks">
            <ProspectTasks prospectId={prospect.id} />
          </TabPanel>
        </Tabs>
        <ProspectCard prospect={prospect} />
      </div>
    </>
  )
}

function ProspectActions({ prospect }: { prospect: ProspectRecord }) {
  const [open, setOpen] = useState<'enrol' | 'merge' | 'erase' | null>(null)
  const download = usePersonDownload()
  return (
    <>
      <Button onClick={() => setOpen('enrol')}>
        <Route />
        Enrol in workflow…
      </Button>
      <DropdownMenu
        trigger={
          <IconButton label="More" variant="secondary">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Merge />} onSelect={() => setOpen('merge')}>
          Merge with another prospect…
        </MenuItem>
        <MenuItem icon={<Download />} onSelect={() => download.mutate(prospect.id)}>
          Download all data
        </MenuItem>
        <MenuItem icon={<Trash2 />} isDanger onSelect={() => setOpen('erase')}>
          Erase prospect…
        </MenuItem>
      </DropdownMenu>
      <EnrolDialog prospectIds={[prospect.id]} isOpen={open === 'enrol'} onOpenChange={() => setOpen(null)} />
      {open === 'merge' ? (
        <MergeDialog survivor={prospect} isOpen onOpenChange={() => setOpen(null)} />
      ) : null}
      <EraseDialog prospect={prospect} isOpen={open === 'erase'} onOpenChange={() => setOpen(null)} />
    </>
  )
}
