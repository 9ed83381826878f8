'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, CircleSlash, Clock } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { formatDateTime, TimeAgo } from '@/components/ui/time-ago'
import type { RunEffect } from './run-step'

const looks: Record<RunEffect['state'], { label: string; tone: string; icon: ReactNode }> = {
  due: { label: 'On its way', tone: 'text-info', icon: <Clock /> },
  held: { label: 'Held', tone: 'text-warn', icon: <Clock /> },
  done: { label: 'Done', tone: 'text-good', icon: <CircleCheck /> },
  skipped: { label: 'Not needed', tone: 'text-ink-faint', icon: <CircleSlash /> },
  dead: { label: 'Failed', tone: 'text-bad', icon: <CircleAlert /> },
  cancelled: { label: 'Cancelled', tone: 'text-ink-faint', icon: <CircleSlash /> },
  erased: { label: 'Erased', tone: 'text-ink-faint', icon: <CircleSlash /> },
  unknown: { label: 'Not certain', tone: 'text-warn', icon: <CircleAlert /> },
}

/** One change the step asked for: whether it happened, when, and why not. */
export function EffectView({ effect }: { effect: RunEffect }) {
  const { label, tone, icon } = looks[effect.state]
  const canEdit = useCanEdit()
  const isStuck = effect.state === 'dead' || effect.state === 'unknown'
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex min-w-0 flex-1 basis-56 items-start gap-2">
        <span className={cn('mt-0.5 [&_svg]:size-4', tone)} aria-hidden>
          {icon}
        </span>
        <span className="min-w-0">
          <span className="break-words">{effect.summary}</span>
          {effect.reason ? (
            <span className="block break-words text-[13px] text-ink-soft">{effect.reason.message}</span>
          ) : null}
        </span>
      </span>
      <span className="flex items-center gap-2 text-[13px]">
        <span className={tone}>{label}</span>
        {effect.doneAt ? <TimeAgo at={effect.doneAt} className="text-ink-faint" /> : null}
        {effect.state === 'due' && effect.dueAt > new Date() ? (
          <span className="text-ink-faint">next try {formatDateTime(effect.dueAt)}</span>
        ) : null}
      </span>
      {isStuck && canEdit ? <RetryButton effect={effect} /> : null}
    </div>
  )
}

function RetryButton({ effect }: { effect: RunEffect }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const retry = useMutation(
    trpc.effects.retry.mutationOptions({
      onSuccess: () => {
        setAsking(false)
        return queryClient.invalidateQueries(trpc.runs.get.pathFilter())
      },
    }),
  )
  const start = () => retry.mutate({ id: effect.id })
  return (
    <>
      <Button
        size="sm"
        isPending={retry.isPending}
        onClick={() => (effect.state === 'unknown' ? setAsking(true) : start())}
      >
        Try again
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title="Do it again?"
        confirmLabel="Try again anyway"
        onConfirm={start}
        isPending={retry.isPending}
        isDanger={false}
      >
        It is not certain whether this already happened. Trying again may do it twice: the prospect could get
        the same email a second time.
      </ConfirmDialog>
    </>
  )
}
