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
import { FilledBy } from './filled-by'
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
  const query = useQuery(
    trpc.lists.get.queryOptions({ id }, { refetchInterval: ({ state }) => pollMs(state.data) }),
  )
  return (
    <Page>
      <QueryState query={query} back={{ href: '/lists', label: 'To the lists' }}>
        {(list) => <ListView list={list} />}
      </QueryState>
    </Page>
  )
}

/** A list that fills itself is looked at again, often while it still looks through everybody. */
function pollMs(list: RouterOutputs['lists']['get'] | undefined): number | false {
  if (list?.kind !== 'criteria') return false
  return list.filling === null ? 10_000 : 1_000
}

function ListView({ list }: { list: RouterOutputs['lists']['get'] }) {
  const [wanted, setTab] = useUrlState('tab')
  const tab = tabs.find(({ value }) => value === wanted)?.value ?? 'members'
  const canEdit = useCanEdit()
  const isByHand = list.kind === 'static'
  const addButton = canEdit && isByHand ? <AddMembersButton listId={list.id} /> : null
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
      {isByHand ? null : <FilledBy list={list} />}
      <Tabs
        aria-label="About this list"
        tabs={tabs}
        value={tab}
        onValueChange={(next) => setTab(next === 'members' ? null : next)}
      >
        <TabPanel value="members">
          <ListMembers
            listId={list.id}
            isByHand={isByHand}
            memberCount={list.memberCount}
            action={addButton}
          />
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
