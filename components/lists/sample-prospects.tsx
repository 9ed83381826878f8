'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { prospectName } from '@/components/prospects/prospect-name'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { Criteria } from '@/workflows/criteria/criteria'

/** A few of those who match, so that a wrong condition is seen before the list is made. */
export function SampleProspects({ criteria }: { criteria: Criteria }) {
  const trpc = useTRPC()
  const { data, error } = useQuery(
    trpc.prospects.list.queryOptions(
      { criteria, limit: 5 },
      { placeholderData: keepPreviousData, retry: false },
    ),
  )
  if (error) return <p className="text-[13px] text-warn">{error.message}</p>
  if (!data?.items.length) return null
  return (
    <ul aria-label="Some of those who match" className="mt-2 divide-y rounded-md border text-[13px]">
      {data.items.map((prospect) => (
        <li key={prospect.id} className="flex justify-between gap-3 px-3 py-1.5">
          <span className="truncate font-medium">{prospectName(prospect)}</span>
          <span className="truncate text-ink-faint">{prospect.email}</span>
        </li>
      ))}
    </ul>
  )
}
