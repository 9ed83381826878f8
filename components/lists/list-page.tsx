'use client'

import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useUrlState } from '@/components/shell/use-url-state'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { AddMembersDialog } from './add-members-dialog'
import { ListHistory } from './list-history'
import { ListMembers } from './list-members'
import { ListMenu } from './list-menu'

const tabs = [
  { value: 'members', label: 'Prospects' },
  { value: 'history', label: 'History' },
] as const

/** One list: who is on it, and who joined and left. */
export function ListPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(trpc.lists.get.queryOptions({ id }))
  return (
    <Page>
      <QueryState query={query}>{(list) => <ListView list={list} />}</QueryState>
    </Page>
  )
}

function ListView({ list }: { list: RouterOutputs['lists']['get'] }) {
  const [wanted, setTab] = useUrlState('tab')
  const tab = tabs.find(({ value }) => value === wanted)?.value ?? 'members'
  const canEdit = useCanEdit()
  const addButton = canEdit ? <AddMembersButton listId={list.id} /> : null
  return (
    <>
      <PageHeader
        back={{ href: '/lists', label: 'Lists' }}
        title={list.name}
        meta={
          <Badge>
            {list.memberCount === 1 ? '1 prospect' : `${list.memberCount.toLocaleString('en')} prospects`}
          </Badge>
        }
        description={list.description || null}
        actions={
          canEdit ? (
            <>
              {addButton}
              <ListMenu list={list} />
            </>
          ) : null
        }
      />
      <Tabs
        aria-label="About this list"
        tabs={tabs}
        value={tab}
        onValueChange={(next) => setTab(next === 'members' ? null : next)}
      >
        <TabPanel value="members">
          <ListMembers listId={list.id} action={addButton} />
        </TabPanel>
        <TabPanel value="history">
          <ListHistory listId={list.id} />
        </TabPanel>
      </Tabs>
    </>
  )
}

function AddMembersButton({ listId }: { listId: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <UserPlus />
        Add prospects
      </Button>
      <AddMembersDialog listId={listId} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
