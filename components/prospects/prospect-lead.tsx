'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { TimeAgo } from '@/components/ui/time-ago'

/** The lead status, and when and by what the prospect became a lead. */
export function ProspectLead({ prospectId, status }: { prospectId: string; status: string | null }) {
  const trpc = useTRPC()
  const { data: lead } = useQuery(trpc.leads.ofProspect.queryOptions({ id: prospectId }))
  if (!lead) return status ?? <span className="text-ink-faint">—</span>
  return (
    <>
      {status ?? 'No status'}
      <span className="block text-[13px] text-ink-faint">
        Converted <TimeAgo at={lead.convertedAt} /> by{' '}
        <Link href={`/runs/${lead.runId}`} className="rounded-sm focus-ring hover:text-accent-ink">
          {lead.workflow.name ?? 'a workflow'}
        </Link>
      </span>
    </>
  )
}
