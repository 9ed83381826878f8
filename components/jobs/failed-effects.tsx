'use client'

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { toast } from 'sonner'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { LoadMore } from '@/components/ui/load-more'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'

type FailedEffect = RouterOutputs['jobs']['failedEffects']['items'][number]

/** Effects that were given up or are in doubt, each with its reason and a way to try again. */
export function FailedEffects({ count }: { count: number }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isAsking, setAsking] = useState(false)
  const query = useInfiniteQuery(
    trpc.jobs.failedEffects.infiniteQueryOptions({ limit: 20 }, { getNextPageParam: ({ next }) => next }),
  )
  const refresh = () => queryClient.invalidateQueries(trpc.jobs.pathFilter())
  const retryAll = useMutation(
    trpc.jobs.retryGivenUp.mutationOptions({
      onSuccess: ({ retried }) => {
        setAsking(false)
        toast.success(`Trying ${retried} again`)
        return refresh()
      },
    }),
  )
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-labelledby="effects-heading" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-3">
        <h2 id="effects-heading" className="font-semibold">
          Effects that failed
        </h2>
        <Badge tone={count ? 'bad' : 'good'}>{count}</Badge>
        {items.some(({ state }) => state === 'dead') ? (
          <Button size="sm" className="ml-auto" onClick={() => setAsking(true)}>
            Try all again
          </Button>
        ) : null}
      </div>
      {items.length ? (
        <Table label="Effects that failed">
          <TableHead>
            <Th>What</Th>
            <Th>Why</Th>
            <Th className="max-lg:hidden">When</Th>
            <Th>
              <span className="sr-only">Try again</span>
            </Th>
          </TableHead>
          <TableBody>
            {items.map((effect) => (
              <EffectRow key={effect.id} effect={effect} onDone={refresh} />
            ))}
          </TableBody>
        </Table>
      ) : (
        <p className="text-ink-faint">Nothing failed.</p>
      )}
      <LoadMore query={query} />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title="Try everything again that was given up?"
        confirmLabel="Try all again"
        isDanger={false}
        isPending={retryAll.isPending}
        onConfirm={() => retryAll.mutate()}
      >
        Each keeps its id, so nothing that has happened happens twice. What is in doubt is left out; decide
        about those one by one.
      </ConfirmDialog>
    </section>
  )
}

function EffectRow({ effect, onDone }: { effect: FailedEffect; onDone: () => Promise<void> }) {
  const trpc = useTRPC()
  const retry = useMutation(
    trpc.jobs.retryEffect.mutationOptions({
      onSuccess: () => {
        toast.success('Trying again')
        return onDone()
      },
    }),
  )
  const { summary, state, reason, at, runId, workflowName, prospect } = effect
  return (
    <TableRow>
      <Td className="wrap-anywhere min-w-40">
        <Link href={`/runs/${runId}`} className="rounded-sm font-medium focus-ring hover:text-accent-ink">
          {summary}
        </Link>
        <p className="text-[13px] text-ink-faint">
          {prospect.name} · {workflowName}
        </p>
      </Td>
      <Td className="wrap-anywhere min-w-44 text-ink-soft">
        {state === 'unknown' ? <Badge tone="warn">In doubt</Badge> : null} {reason}
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-lg:hidden">
        <TimeAgo at={at} />
      </Td>
      <Td className="whitespace-nowrap text-right">
        <Button size="sm" isPending={retry.isPending} onClick={() => retry.mutate({ id: effect.id })}>
          Try again
        </Button>
      </Td>
    </TableRow>
  )
}
