'use client'

import { Plus, Workflow } from 'lucide-react'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useSearchText } from '@/components/shell/use-url-state'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchInput } from '@/components/ui/search-input'
import { CreateWorkflowDialog } from './create-workflow-dialog'
import { WorkflowList } from './workflow-list'

/** All workflows: what is live, what changed, who is on the way. */
export function WorkflowsPage() {
  const { text, setText, search } = useSearchText()
  const [isCreating, setCreating] = useState(false)
  const canEdit = useCanEdit()
  const createButton = canEdit ? (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus />
      Create workflow
    </Button>
  ) : null
  return (
    <Page>
      <PageHeader
        title="Workflows"
        description="What happens to a prospect after a click, drawn on a canvas."
        actions={createButton}
      />
      <SearchInput
        aria-label="Search workflows"
        placeholder="Search workflows"
        className="mb-4 max-w-xs"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <WorkflowList
        search={search}
        empty={
          <EmptyState icon={<Workflow />} title="Draw your first workflow" action={createButton}>
            Start with a goal, such as a clicked link, lead it to a sequence of emails, and say what changes
            when somebody responds.
          </EmptyState>
        }
      />
      <CreateWorkflowDialog isOpen={isCreating} onOpenChange={setCreating} />
    </Page>
  )
}
