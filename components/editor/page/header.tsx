'use client'

import { Ellipsis, Pause, Play } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { DropdownMenu, MenuItem } from '@/components/ui/dropdown-menu'
import { IconButton } from '@/components/ui/icon-button'
import { Tooltip } from '@/components/ui/tooltip'
import type { Command } from '../commands/command'
import { CommandButton } from '../commands/command-button'
import { redo, undo } from '../commands/history-commands'
import { useCommand } from '../commands/use-command'
import { openPalette } from '../commands/view-commands'
import {
  enrol,
  publish,
  showProblems,
  showVersions,
  showWorkflowSettings,
  simulate,
} from '../commands/workflow-commands'
import { useEditor } from '../editor-context'
import type { LoadedWorkflow } from './loaded-workflow'
import { SavedState } from './saved-state'
import { usePausing } from './use-pausing'
import { VersionBadge } from './version-badge'
import { WorkflowName } from './workflow-name'

/** What the drawing is called, how it stands, and what can be done with the whole of it. */
export function Header({ workflow }: { workflow: LoadedWorkflow }) {
  const isReadOnly = useEditor((state) => state.isReadOnly)
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-surface px-3 py-2">
      <div className="flex min-w-40 flex-1 flex-wrap items-center gap-x-2 gap-y-0.5 md:flex-nowrap md:[&>*:not(:first-child)]:shrink-0">
        <WorkflowName workflow={workflow} />
        <VersionBadge workflow={workflow} />
        {isReadOnly ? <Badge tone="outline">View only</Badge> : <SavedState />}
      </div>
      <div className="flex items-center gap-1 max-md:w-full">
        {isReadOnly ? null : (
          <>
            <CommandButton command={openPalette} className="lg:hidden" />
            <CommandButton command={undo} />
            <CommandButton command={redo} />
          </>
        )}
        <ProblemsButton />
        <WideActions workflow={workflow} />
        <NarrowActions workflow={workflow} />
        <div className="max-md:ml-auto">
          <PublishButton />
        </div>
      </div>
    </header>
  )
}

function ProblemsButton() {
  const problems = useEditor((state) => state.problems.length)
  const warnings = useEditor((state) => state.warnings.length)
  const { run } = useCommand(showProblems)
  const isOpen = useEditor(({ panel }) => panel === 'problems')
  const tone = problems ? 'bad' : warnings ? 'warn' : 'good'
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-pressed={isOpen}
      onClick={run}
      className={cn(isOpen && 'bg-sunken')}
    >
      Problems
      <Badge tone={tone}>{problems + warnings}</Badge>
    </Button>
  )
}

function WideActions({ workflow }: { workflow: LoadedWorkflow }) {
  const isReadOnly = useEditor((state) => state.isReadOnly)
  return (
    <div className="hidden items-center gap-1 lg:flex">
      <CommandButton command={showWorkflowSettings} />
      <TextCommand command={simulate} />
      <TextCommand command={showVersions} />
      <Button size="sm" variant="ghost" asChild>
        <Link href={`/runs?workflowId=${workflow.id}`}>Runs</Link>
      </Button>
      {isReadOnly ? null : (
        <>
          <PauseButton workflow={workflow} />
          <TextCommand command={enrol} />
        </>
      )}
    </div>
  )
}

function NarrowActions({ workflow }: { workflow: LoadedWorkflow }) {
  const router = useRouter()
  const isReadOnly = useEditor((state) => state.isReadOnly)
  const { isPaused, toggle } = usePausing(workflow)
  return (
    <div className="lg:hidden">
      <DropdownMenu
        trigger={
          <IconButton label="More" size="sm">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuCommand command={simulate} />
        <MenuCommand command={showWorkflowSettings} />
        <MenuCommand command={showVersions} />
        <MenuItem onSelect={() => router.push(`/runs?workflowId=${workflow.id}`)}>Runs</MenuItem>
        {isReadOnly ? null : <MenuCommand command={enrol} />}
        {isReadOnly || !workflow.live ? null : (
          <MenuItem onSelect={toggle}>{isPaused ? 'Resume' : 'Pause'}</MenuItem>
        )}
      </DropdownMenu>
    </div>
  )
}

function TextCommand({ command }: { command: Command }) {
  const { isEnabled, run } = useCommand(command)
  return (
    <Button size="sm" variant="ghost" disabled={!isEnabled} onClick={run}>
      {command.label}
    </Button>
  )
}

function MenuCommand({ command }: { command: Command }) {
  const { isEnabled, run } = useCommand(command)
  return (
    <MenuItem icon={<command.icon />} disabled={!isEnabled} onSelect={run}>
      {command.label}
    </MenuItem>
  )
}

function PauseButton({ workflow }: { workflow: LoadedWorkflow }) {
  const { isPaused, isPending, toggle } = usePausing(workflow)
  if (!workflow.live) return null
  return (
    <Button size="sm" variant="ghost" isPending={isPending} onClick={toggle}>
      {isPaused ? <Play /> : <Pause />}
      {isPaused ? 'Resume' : 'Pause'}
    </Button>
  )
}

/** For those who may not publish it stands there too, and says who can. */
function PublishButton() {
  const { isEnabled, run } = useCommand(publish)
  if (isEnabled)
    return (
      <Button size="sm" variant="primary" onClick={run}>
        {publish.label}
      </Button>
    )
  return (
    <WithReason reason="Only admins publish. Ask an admin of this workspace to look at the draft.">
      <Button size="sm" variant="primary" aria-disabled className="opacity-50">
        {publish.label}
      </Button>
    </WithReason>
  )
}

function WithReason({ reason, children }: { reason: string; children: ReactNode }) {
  return <Tooltip content={reason}>{children}</Tooltip>
}
