'use client'

import { ListChecks, Plus } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useSearchText } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { CreateListDialog } from './create-list-dialog'
import { ListTable } from './list-table'

/** All lists of prospects. */
export function ListsPage() {
  const { text, setText, search } = useSearchText()
  const createButton = <CreateListButton />
  return (
    <Page>
      <PageHeader
        title="Lists"
        description="Groups of prospects that you and your workflows put together."
        actions={createButton}
      />
      <SearchInput
        aria-label="Search lists"
        placeholder="Search lists"
        className="mb-4 max-w-xs"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ListTable
        search={search}
        empty={
          <EmptyState icon={<ListChecks />} title="Create your first list" action={createButton}>
            Put prospects on it by hand, or let a workflow do it with “Add to list”. Joining a list can start
            a workflow too. A list by criteria fills itself.
          </EmptyState>
        }
      />
    </Page>
  )
}

function CreateListButton() {
  const [isOpen, setOpen] = useState(false)
  if (!useCanEdit()) return null
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus />
        Create list
      </Button>
      <CreateListDialog isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
