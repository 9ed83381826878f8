'use client'

import { SearchX } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { appCodeOf } from '@/components/trpc/make-query-client'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { ErrorNotice } from './error-notice'
import { SkeletonRows } from './skeleton'

type QueryStateProps<Data> = {
  query: {
    data: Data | undefined
    error: { message: string } | null
    isPending: boolean
    refetch: () => unknown
  }
  /** Stands there while the first answer is on its way. */
  skeleton?: ReactNode
  /** Where to go when what was asked for is not there. */
  back?: Back
  children: (data: Data) => ReactNode
}

type Back = { href: string; label: string }

/** Draws what a query answered; until then a skeleton, and on an error the reason with a retry, or with a way back. */
export function QueryState<Data>({
  query,
  skeleton = <SkeletonRows />,
  back,
  children,
}: QueryStateProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (back && appCodeOf(query.error) === 'not-found')
    return <NotThere back={back}>{query.error?.message}</NotThere>
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => query.refetch()} />
  return skeleton
}

function NotThere({ back, children }: { back: Back; children: ReactNode }) {
  return (
    <EmptyState
      icon={<SearchX />}
      title="There is nothing at this address"
      action={
        <Button asChild>
          <Link href={back.href}>{back.label}</Link>
        </Button>
      }
    >
      {children}
    </EmptyState>
  )
}
