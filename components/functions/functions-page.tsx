'use client'

import { Plus, SquareFunction } from 'lucide-react'
import { useState } from 'react'
import { useIsAdmin } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useSearchText } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { CreateFunctionDialog } from './create-function-dialog'
import { FunctionList } from './function-list'

/** All functions, the last changed first. */
export function FunctionsPage() {
  const isAdmin = useIsAdmin()
  const { text, setText, search } = useSearchText()
  const createButton = <CreateFunctionButton />
  return (
    <Page>
      <PageHeader
        title="Functions"
        description={
          isAdmin
            ? 'Your own code for what no action does. Workflows call it for a prospect and do what it answers.'
            : 'Code that workflows call for a prospect. Admins write it; you can choose it in a workflow.'
        }
        actions={createButton}
      />
      <SearchInput
        aria-label="Search functions"
        placeholder="Search functions"
        className="mb-4 max-w-xs"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FunctionList
        search={search}
        empty={
          <EmptyState icon={<SquareFunction />} title="No functions yet" action={createButton}>
            {isAdmin
              ? 'A function gets the prospect and answers with tags, points and fields to change. It runs here in a sandbox, or at AWS Lambda.'
              : 'Ask an admin of this workspace to write one.'}
          </EmptyState>
        }
      />
    </Page>
  )
}

function CreateFunctionButton() {
  const [isOpen, setOpen] = useState(false)
  if (!useIsAdmin()) return null
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus />
        Create function
      </Button>
      <CreateFunctionDialog isOpen={isOpen} onOpenChange={setOpen} />
    </>
  )
}
