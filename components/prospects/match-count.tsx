'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { ProspectCount } from '@/server/prospects/count-prospects'
import type { Criteria } from '@/workflows/criteria/criteria'

/** “423 prospects match now.” */
export function MatchCount({ criteria }: { criteria: Criteria }) {
  const trpc = useTRPC()
  const { data } = useQuery(
    trpc.prospects.count.queryOptions({ criteria }, { placeholderData: keepPreviousData }),
  )
  return (
    <p role="status" className="min-h-5 text-ink-soft tabular-nums">
      {data ? `${prospectsInWords(data)} ${data.count === 1 ? 'matches' : 'match'} now.` : ''}
    </p>
  )
}

/** “1 prospect”, “10,000+ prospects” where there are, or may be, more. */
export function prospectsInWords({ count, isMore }: ProspectCount): string {
  return `${count.toLocaleString('en')}${isMore ? '+' : ''} ${count === 1 && !isMore ? 'prospect' : 'prospects'}`
}
