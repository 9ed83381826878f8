'use client'

import { useState } from 'react'
import { useCanEdit, useIsAdmin } from '@/components/shell/current-user'
import { useUrlState } from '@/components/shell/use-url-state'
import { Canvas } from '../canvas/canvas'
import { useShortcuts } from '../commands/use-shortcuts'
import { EditorProvider } from '../editor-context'
import { createEditorStore } from '../editor-store'
import { Inspector } from '../inspector/inspector'
import { ProblemsPanel } from '../inspector/problems-panel'
import { WorkflowSettingsPanel } from '../inspector/workflow-settings'
import { Palette } from '../palette/palette'
import { Simulator } from '../simulator/simulator'
import { useEditorSources } from '../use-editor-sources'
import { useProblems } from '../use-problems'
import { ConflictDialog } from './conflict-dialog'
import { EnrolProspectsDialog } from './enrol-prospects-dialog'
import { Header } from './header'
import { HeldNotice } from './held-notice'
import type { LoadedReferences, ReadableWorkflow } from './loaded-workflow'
import { PublishDialog } from './publish-dialog'
import { useDraft } from './use-draft'
import { VersionView } from './version-view'
import { VersionsPanel } from './versions-panel'

type EditorScreenProps = { workflow: ReadableWorkflow; references: LoadedReferences }

/** The editor of one workflow, or one of its versions to look at when the address names one. */
export function EditorScreen({ workflow, references }: EditorScreenProps) {
  const canEdit = useCanEdit()
  const isAdmin = useIsAdmin()
  const sources = useEditorSources(workflow.id, references)
  const [version, setVersion] = useUrlState('version')
  const [store] = useState(() =>
    createEditorStore({ document: workflow.document, isReadOnly: !canEdit, canPublish: isAdmin }),
  )
  const draft = useDraft(store, workflow)
  useProblems(store, references)
  const number = Number(version)
  if (Number.isInteger(number) && number > 0)
    return (
      <VersionView
        workflow={workflow}
        number={number}
        sources={sources}
        draft={draft}
        onClose={() => setVersion(null)}
      />
    )
  return (
    <EditorProvider store={store} sources={sources}>
      <div className="flex h-full flex-col">
        <Header workflow={workflow} />
        <HeldNotice workflow={workflow} />
        <Workbench hasPalette={canEdit} />
      </div>
      <PublishDialog workflow={workflow} draft={draft} />
      <EnrolProspectsDialog workflow={workflow} />
      <VersionsPanel workflow={workflow} draft={draft} />
      <ConflictDialog workflow={workflow} draft={draft} />
    </EditorProvider>
  )
}

function Workbench({ hasPalette }: { hasPalette: boolean }) {
  useShortcuts()
  return (
    <div className="flex min-h-0 flex-1">
      {hasPalette ? <Palette /> : null}
      <div className="min-w-0 flex-1">
        <Canvas />
      </div>
      <Inspector />
      <ProblemsPanel />
      <WorkflowSettingsPanel />
      <Simulator />
    </div>
  )
}
