'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useDebounced } from '@/components/shell/use-debounced'
import { useTRPC } from '@/components/trpc/trpc-provider'
import type { Utm } from '@/server/links/link'

/** The Tracked URL of what is being typed, as the server will make it (IR-15), with its warnings (?17, ?18). */
export function TrackedUrlPreview({ destination, utm }: { destination: string; utm: Utm }) {
  const trpc = useTRPC()
  const typed = useDebounced({ destination, utm }, 200)
  const isEmpty = typed.destination.trim() === ''
  const { data } = useQuery(
    trpc.links.preview.queryOptions(typed, { enabled: !isEmpty, placeholderData: keepPreviousData }),
  )
  const preview = isEmpty ? undefined : data
  return (
    <div aria-live="polite" className="rounded-md border bg-canvas px-3 py-2.5">
      <p className="font-medium text-[13px] text-ink-soft">Tracked URL</p>
      {preview?.trackedUrl ? (
        <output className="block break-all text-[13px]">{preview.trackedUrl}</output>
      ) : (
        <p className="text-[13px] text-ink-faint">
          {preview?.problem ?? 'The destination with its UTM parameters appears here.'}
        </p>
      )}
      {preview?.replaced.length ? (
        <p className="mt-1 flex items-start gap-1.5 text-[13px] text-warn">
          <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          The destination already has {preview.replaced.join(', ')}; the values entered here take their place.
        </p>
      ) : null}
      {preview?.isOwnPage ? (
        <p className="mt-1 flex items-start gap-1.5 text-[13px] text-warn">
          <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
          This is a page of this workspace. As a web link it can satisfy a goal; a link declared a landing
          page in an email cannot.
        </p>
      ) : null}
    </div>
  )
}
