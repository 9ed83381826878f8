'use client'

import { useEditor, useEditorStore } from '../editor-context'
import type { LoadedWorkflow } from './loaded-workflow'
import type { Draft } from './use-draft'
import { VersionsSheet } from './versions-sheet'

/** The versions of the workflow being edited. */
export function VersionsPanel({ workflow, draft }: { workflow: LoadedWorkflow; draft: Draft }) {
  const store = useEditorStore()
  const isOpen = useEditor(({ panel }) => panel === 'versions')
  return (
    <VersionsSheet
      workflow={workflow}
      isOpen={isOpen}
      onOpenChange={(open) => store.getState().show(open ? 'versions' : null)}
      beforeRestore={draft.flush}
      revision={draft.revision}
      onRestored={() => void draft.reload().then(() => store.getState().show(null))}
    />
  )
}
