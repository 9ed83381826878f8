'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { toast } from 'sonner'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import type { ListedLink } from './listed-link'

/** Whether the page this link leads to is told who came, for the tracker script there (IR-7). */
export function LinkHandover({ link }: { link: Pick<ListedLink, 'id' | 'handover'> }) {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const canEdit = useCanEdit()
  const update = useMutation(
    trpc.links.update.mutationOptions({
      onSuccess: ({ handover }) => {
        toast.success(handover ? 'The page is told who comes' : 'The page is not told any more')
        return queryClient.invalidateQueries(trpc.links.pathFilter())
      },
    }),
  )
  return (
    <Card title="Tracker script">
      <div className="flex items-start gap-2.5">
        <Checkbox
          id={`handover-${link.id}`}
          className="mt-0.5"
          checked={link.handover ?? false}
          disabled={!canEdit || update.isPending}
          onCheckedChange={(checked) => update.mutate({ id: link.id, handover: checked === true })}
          aria-describedby={`handover-${link.id}-help`}
        />
        <div>
          <label htmlFor={`handover-${link.id}`} className="font-medium">
            Tell the page who comes
          </label>
          <p id={`handover-${link.id}-help`} className="text-[13px] text-ink-faint">
            For a page that runs the tracker script: page views after a click are then in the timeline of the
            one who clicked. Adds <code>sy_visit=…</code> to the address, which the script takes out again.
          </p>
        </div>
      </div>
    </Card>
  )
}
