'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from 'sonner'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Skeleton } from '@/components/ui/skeleton'
import { definitionFor } from '@/workflows/catalogue'
import type { Problem } from '@/workflows/compile'
import { referencesOf } from '@/workflows/compile/check-references'
import type { WorkflowDocument } from '@/workflows/document/document'
import { joinNames } from '@/workflows/name-list'
import { useEditor, useEditorStore, useReferences } from '../editor-context'
import { nameOf } from '../node-view'
import type { LoadedWorkflow } from './loaded-workflow'
import { type ChangeSummary, isEmptySummary, summariseChanges } from './summarise-changes'
import type { Draft } from './use-draft'

type PublishDialogProps = { workflow: LoadedWorkflow; draft: Draft }

/** Says what goes live and asks once; a drawing with problems is refused before, with all of them. */
export function PublishDialog({ workflow, draft }: PublishDialogProps) {
  const store = useEditorStore()
  const isOpen = useEditor(({ panel }) => panel === 'publish')
  const problems = useEditor((state) => state.problems.length)
  const { publish, isPending, error } = usePublishing(workflow, draft)
  const number = (workflow.live?.number ?? 0) + 1
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && store.getState().show(null)}
      title={problems ? 'Not ready to go live' : `Publish “${workflow.name}”`}
      confirmLabel={problems ? 'Show problems' : `Publish version ${number}`}
      isDanger={false}
      isPending={isPending}
      onConfirm={problems ? () => store.getState().show('problems') : publish}
    >
      <div className="flex flex-col gap-3">
        {error ? <ErrorNotice error={error} /> : null}
        {problems ? (
          <p>
            {problems === 1 ? 'One problem stands' : `${problems} problems stand`} in the way. Solve what the
            list names, then publish.
          </p>
        ) : (
          <WhatGoesLive workflow={workflow} />
        )}
      </div>
    </ConfirmDialog>
  )
}

/** Saves what is waiting, then publishes exactly that revision. */
function usePublishing({ id }: LoadedWorkflow, draft: Draft) {
  const trpc = useTRPC()
  const store = useEditorStore()
  const queryClient = useQueryClient()
  const [isSaving, setSaving] = useState(false)
  const [unsaved, setUnsaved] = useState<string | null>(null)
  const { mutate, isPending, error } = useMutation(
    trpc.workflows.publish.mutationOptions({
      onError: () => {}, // shown in the dialog
      onSuccess: async (published) => {
        const { show, noteProblems, notePublished, warnings } = store.getState()
        if (!published.ok) {
          noteProblems({ problems: published.problems as Problem[], warnings }) // its codes are a superset, for documents
          return show('problems')
        }
        notePublished()
        show(null)
        toast.success(`Version ${published.number} is live.`)
        await queryClient.invalidateQueries(trpc.workflows.pathFilter())
      },
    }),
  )
  const publish = async () => {
    setSaving(true)
    const isSaved = await draft.flush()
    setSaving(false)
    setUnsaved(isSaved ? null : 'The drawing is not saved yet, so it cannot go live. Try again in a moment.')
    if (isSaved) mutate({ id, revision: draft.revision() })
  }
  return { publish: () => void publish(), isPending: isSaving || isPending, error: unsaved ?? error }
}

function WhatGoesLive({ workflow: { id, live } }: { workflow: LoadedWorkflow }) {
  const trpc = useTRPC()
  const document = useEditor((state) => state.document)
  const before = useQuery(
    trpc.workflows.version.queryOptions({ id, number: live?.number ?? 1 }, { enabled: live !== null }),
  )
  const warnings = useEditor((state) => state.warnings.length)
  return (
    <>
      {live === null ? (
        <FirstVersion document={document} />
      ) : before.data ? (
        <Changes summary={summariseChanges(before.data.document, document)} number={live.number} />
      ) : before.error ? (
        <ErrorNotice error={before.error} />
      ) : (
        <Skeleton className="h-16" />
      )}
      {live ? <p>Runs on their way stay on the version they started with.</p> : null}
      {warnings ? (
        <p className="text-warn">
          {warnings === 1 ? 'There is 1 warning' : `There are ${warnings} warnings`} under “Problems”.
        </p>
      ) : null}
    </>
  )
}

/** What the first version does: where it starts, and what it sends. */
function FirstVersion({ document }: { document: WorkflowDocument }) {
  const { messages } = useReferences()
  const starts = document.nodes.filter(
    (node) => definitionFor(node.type)?.kind === 'goal' && !document.edges.some(({ to }) => to === node.id),
  )
  const sent = referencesOf(document).flatMap(({ reference }) =>
    reference.kind === 'message'
      ? [messages.find(({ id }) => id === reference.id)?.name ?? 'a missing email']
      : [],
  )
  return (
    <>
      <p>
        This is the first version. From now on, prospects who reach {namesIn(starts.map(nameOf), 'or')} go
        through it.
      </p>
      <p>{sent.length ? `It can send ${namesIn([...new Set(sent)])}.` : 'It sends no email.'}</p>
    </>
  )
}

function Changes({ summary, number }: { summary: ChangeSummary; number: number }) {
  if (isEmptySummary(summary))
    return <p>Compared with version {number}, only emails, links or the places of cards may have changed.</p>
  const lines = [
    ['Added', namesIn(summary.added)],
    ['Removed', namesIn(summary.removed)],
    ['Changed', namesIn(summary.changed)],
    ['Connections', summary.connections ? `${summary.connections} drawn or removed` : ''],
    ['Starts', summary.reentry ?? ''],
  ].filter(([, text]) => text)
  return (
    <>
      <p>Compared with version {number}:</p>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md bg-sunken px-3 py-2 text-[13px]">
        {lines.map(([term, text]) => (
          <div key={term} className="contents">
            <dt className="text-ink-faint">{term}</dt>
            <dd className="break-words text-ink">{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

const namesShownMax = 6

function namesIn(names: string[], joiner = 'and'): string {
  const shown = names.slice(0, namesShownMax).map((name) => `“${name}”`)
  const rest = names.length - shown.length
  return joinNames(rest > 0 ? [...shown, `${rest} more`] : shown, joiner)
}
