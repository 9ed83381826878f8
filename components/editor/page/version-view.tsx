'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, RotateCcw } from 'lucide-react'
import { useMemo } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { QueryState } from '@/components/ui/query-state'
import { TimeAgo } from '@/components/ui/time-ago'
import type { WorkflowDocument } from '@/workflows/document/document'
import { Canvas } from '../canvas/canvas'
import { useShortcuts } from '../commands/use-shortcuts'
import { EditorProvider, type EditorSources } from '../editor-context'
import { createEditorStore } from '../editor-store'
import { Inspector } from '../inspector/inspector'
import type { LoadedWorkflow } from './loaded-workflow'
import type { Draft } from './use-draft'
import { useRestore } from './use-restore'

type VersionViewProps = {
  workflow: LoadedWorkflow
  number: number
  sources: EditorSources
  draft: Draft
  onClose: () => void
}

/** A published version on the canvas, to look at. */
export function VersionView({ workflow, number, sources, draft, onClose }: VersionViewProps) {
  const trpc = useTRPC()
  const canEdit = useCanEdit()
  const version = useQuery(trpc.workflows.version.queryOptions({ id: workflow.id, number }))
  const { restore, isPending } = useRestore(workflow.id, {
    beforeRestore: draft.flush,
    revision: draft.revision,
    onRestored: () => void draft.reload().then(onClose),
  })
  return (
    <div className="flex h-full flex-col">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-surface px-3 py-2">
        <Button size="sm" variant="ghost" onClick={onClose}>
          <ArrowLeft />
          Back to the draft
        </Button>
        <div className="flex min-w-40 flex-1 flex-wrap items-center gap-x-2.5">
          <h1 className="font-semibold">
            {workflow.name}, version {number}
          </h1>
          <Badge tone="outline">Read-only</Badge>
          {version.data ? (
            <span className="text-[13px] text-ink-faint">
              Published <TimeAgo at={version.data.publishedAt} /> by {version.data.publishedBy}
            </span>
          ) : null}
        </div>
        {canEdit ? (
          <Button size="sm" isPending={isPending} onClick={() => restore(number)}>
            <RotateCcw />
            Restore as draft
          </Button>
        ) : null}
      </header>
      <QueryState query={version} skeleton={<Page>{null}</Page>}>
        {({ document }) => <ReadOnlyCanvas key={number} document={document} sources={sources} />}
      </QueryState>
    </div>
  )
}

function ReadOnlyCanvas({ document, sources }: { document: WorkflowDocument; sources: EditorSources }) {
  const store = useMemo(() => createEditorStore({ document, isReadOnly: true }), [document])
  return (
    <EditorProvider store={store} sources={sources}>
      <ReadOnlyWorkbench />
    </EditorProvider>
  )
}

function ReadOnlyWorkbench() {
  useShortcuts()
  return (
    <div className="flex min-h-0 flex-1">
      <div className="min-w-0 flex-1">
        <Canvas />
      </div>
      <Inspector />
    </div>
  )
}
