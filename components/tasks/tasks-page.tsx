'use client'

import { Plus, SquareCheckBig } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit, useCurrentUser } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useUrlState } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { TaskDialog } from './task-dialog'
import { type TaskFilter, TaskList } from './task-list'

const tabs = [
  { value: 'mine', label: 'Mine' },
  { value: 'open', label: 'Open' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'done', label: 'Done' },
  { value: 'all', label: 'All' },
] as const
type Tab = (typeof tabs)[number]['value']

/** What is to be done, by whom and until when. */
export function TasksPage() {
  const [wanted, setTab] = useUrlState('tab')
  const tab = tabs.find(({ value }) => value === wanted)?.value ?? 'mine'
  const { id } = useCurrentUser()
  const filters: Record<Tab, TaskFilter> = {
    mine: { status: 'open', ownerId: id },
    open: { status: 'open' },
    overdue: { status: 'overdue' },
    done: { status: 'done' },
    all: { status: 'all' },
  }
  const createButton = <CreateTaskButton />
  return (
    <Page>
      <PageHeader
        title="Tasks"
        description="What you and your workflows want people to do."
        actions={createButton}
      />
      <Tabs
        aria-label="Which tasks"
        tabs={tabs}
        value={tab}
        onValueChange={(next) => setTab(next === 'mine' ? null : next)}
      >
        <TabPanel value={tab}>
          <TaskList key={tab} filter={filters[tab]} empty={<NoTasks tab={tab} />} />
        </TabPanel>
      </Tabs>
    </Page>
  )
}

function CreateTaskButton() {
  const [isOpen, setOpen] = useState(false)
  if (!useCanEdit()) return null
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus />
        Create task
      </Button>
      <TaskDialog isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}

const nothing: Record<Tab, { title: string; text: string }> = {
  mine: {
    title: 'Nothing to do for you',
    text: 'Tasks that are assigned to you appear here, the first due first.',
  },
  open: {
    title: 'No open tasks',
    text: 'Create one, or let a workflow do it with the action “Create task”.',
  },
  overdue: { title: 'Nothing is overdue', text: 'Open tasks appear here once their due date has passed.' },
  done: { title: 'Nothing is done yet', text: 'Tick a task, and it moves here.' },
  all: {
    title: 'No tasks yet',
    text: 'Create one, or let a workflow do it with the action “Create task”.',
  },
}

function NoTasks({ tab }: { tab: Tab }) {
  const { title, text } = nothing[tab]
  return (
    <EmptyState icon={<SquareCheckBig />} title={title}>
      {text}
    </EmptyState>
  )
}
