'use client'

import { WorkflowStateBadges } from '@/components/workflows/workflow-state-badges'
import { useEditor } from '../editor-context'
import type { LoadedWorkflow } from './loaded-workflow'

/** What is live, and whether the drawing has moved on since: by what the server holds, or by what was drawn here. */
export function VersionBadge({ workflow }: { workflow: LoadedWorkflow }) {
  const hasEdits = useEditor((state) => state.changedSincePublish)
  return (
    <WorkflowStateBadges
      workflow={{ ...workflow, hasUnpublishedChanges: workflow.hasUnpublishedChanges || hasEdits }}
    />
  )
}
