'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { TimeAgo } from '@/components/ui/time-ago'

/** Addresses that want no more webhooks, until somebody enables them; nothing where there are none. */
export function DisabledTargets() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const canEdit = useCanEdit()
  const { data } = useQuery(trpc.webhooks.disabledTargets.queryOptions())
  const enable = useMutation(
    trpc.webhooks.enableTarget.mutationOptions({
      onSuccess: () => {
        toast.success('Webhooks go there again')
        return queryClient.invalidateQueries(trpc.webhooks.pathFilter())
      },
    }),
  )
  if (!data?.items.length) return null
  return (
    <Card
      title="Disabled addresses"
      description="These answered 410, which means: send nothing more. What would go there is skipped."
      className="mb-6"
    >
      <ul className="divide-y">
        {data.items.map(({ id, url, workflowId, disabledAt }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-3 py-2 first:pt-0 last:pb-0"
          >
            <span className="min-w-0">
              <span className="block break-all">{url}</span>
              <span className="text-[13px] text-ink-faint">
                <TimeAgo at={disabledAt} /> ·{' '}
                <Link
                  href={`/workflows/${workflowId}`}
                  className="rounded-sm text-accent-ink underline underline-offset-4 focus-ring"
                >
                  The workflow
                </Link>
              </span>
            </span>
            {canEdit ? (
              <Button size="sm" isPending={enable.isPending} onClick={() => enable.mutate({ id })}>
                Enable
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
