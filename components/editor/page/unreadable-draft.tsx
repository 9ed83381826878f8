'use client'

import { FileWarning } from 'lucide-react'
import { useState } from 'react'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { LoadedWorkflow } from './loaded-workflow'
import { VersionsSheet } from './versions-sheet'

/** Says why a draft cannot be drawn, and offers the way out: an older version. */
export function UnreadableDraft({ workflow }: { workflow: LoadedWorkflow }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Page>
      <PageHeader title={workflow.name} back={{ href: '/workflows', label: 'Workflows' }} />
      <EmptyState
        icon={<FileWarning />}
        title="This drawing cannot be read"
        action={workflow.live ? <Button onClick={() => setOpen(true)}>Show versions</Button> : null}
      >
        {workflow.documentProblem} Published versions are not touched by this, and runs go on.
      </EmptyState>
      <VersionsSheet
        workflow={workflow}
        revision={() => workflow.revision}
        isOpen={isOpen}
        onOpenChange={setOpen}
        onRestored={() => window.location.reload()}
      />
    </Page>
  )
}
