'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { PauseCircle } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { LoadedWorkflow } from './loaded-workflow'

const refetchMs = 5_000

/** What a pause held back: shown while the workflow is paused, and after it until somebody has decided. */
export function HeldNotice({ workflow }: { workflow: LoadedWorkflow }) {
  const trpc = useTRPC()
  const canEdit = useCanEdit()
  const { data: held } = useQuery(
    trpc.workflows.heldInPause.queryOptions(
      { id: workflow.id },
      { refetchInterval: ({ state }) => (workflow.isPaused || totalOf(state.data) > 0 ? refetchMs : false) },
    ),
  )
  const total = totalOf(held)
  if (!workflow.isPaused && total === 0) return null
  return (
    <section
      aria-label="Held while paused"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-warn-soft px-3 py-2 text-[13px] text-warn"
    >
      <PauseCircle className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 flex-1 basis-60">
        {workflow.isPaused ? 'Paused: nobody starts, no wait ends, nothing is sent. ' : 'Resumed. '}
        {held && total > 0
          ? `Held back by the pause: ${sentenceOf(held)}.`
          : 'What becomes due meanwhile is held, and released only when you say so.'}
      </p>
      {total > 0 ? (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" asChild>
            <Link href="/inspector?reason=paused">Look at them</Link>
          </Button>
          {canEdit ? <Decide workflow={workflow} total={total} /> : null}
        </div>
      ) : null}
    </section>
  )
}

function Decide({ workflow: { id, isPaused }, total }: { workflow: LoadedWorkflow; total: number }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [asked, setAsked] = useState<'release' | 'discard' | null>(null)
  const done = (message: string) => {
    setAsked(null)
    toast.success(message)
    return queryClient.invalidateQueries(trpc.workflows.heldInPause.pathFilter())
  }
  const release = useMutation(
    trpc.workflows.releaseHeld.mutationOptions({
      onSuccess: ({ released }) => done(`Released ${released}. They happen now.`),
    }),
  )
  const discard = useMutation(
    trpc.workflows.discardHeld.mutationOptions({
      onSuccess: ({ discarded }) => done(`Discarded ${discarded}.`),
    }),
  )
  return (
    <>
      <Button
        size="sm"
        disabled={isPaused}
        title={isPaused ? 'Resume the workflow first' : undefined}
        onClick={() => setAsked('release')}
      >
        Release all
      </Button>
      <Button size="sm" onClick={() => setAsked('discard')}>
        Discard all
      </Button>
      <ConfirmDialog
        isOpen={asked === 'release'}
        onOpenChange={() => setAsked(null)}
        title={`Release ${total} held ${total === 1 ? 'thing' : 'things'}?`}
        confirmLabel="Release all"
        isDanger={false}
        isPending={release.isPending}
        onConfirm={() => release.mutate({ id })}
      >
        Each happens now, as if it had happened when it came: with the values and the version of that moment.
        Emails go out at once.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'discard'}
        onOpenChange={() => setAsked(null)}
        title={`Discard ${total} held ${total === 1 ? 'thing' : 'things'}?`}
        confirmLabel="Discard all"
        isPending={discard.isPending}
        onConfirm={() => discard.mutate({ id })}
      >
        Nothing of it will happen. Runs whose wait was over are cancelled. This cannot be undone.
      </ConfirmDialog>
    </>
  )
}

type Held = { waits: number; events: number; effects: number }

function totalOf(held: Held | undefined): number {
  return held ? held.waits + held.events + held.effects : 0
}

function sentenceOf({ waits, events, effects }: Held): string {
  const parts = [
    count(waits, 'wait that was over', 'waits that were over'),
    count(events, 'click or other event', 'clicks and other events'),
    count(effects, 'email or call', 'emails and calls'),
  ].filter((part) => part !== null)
  return parts.join(', ')
}

function count(number: number, one: string, many: string): string | null {
  return number === 0 ? null : `${number} ${number === 1 ? one : many}`
}
