'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { TimeAgo } from '@/components/ui/time-ago'
import type { HoldState } from '@/server/holds/hold-state'
import { DecideDialog } from './decide-dialog'
import { holdReasons } from './hold-reason'

type HoldNoteProps = { eventId: string; hold: HoldState }

/** How it stands with an event that is held, or was, with a way to release it where it is shown. */
export function HoldNote({ eventId, hold }: HoldNoteProps) {
  const [isAsking, setIsAsking] = useState(false)
  const canEdit = useCanEdit()
  return (
    <span className="mt-0.5 flex flex-wrap items-center gap-x-2 text-xs">
      <span className={hold.state === 'held' ? 'font-medium text-warn' : 'text-ink-faint'}>
        <Standing hold={hold} />
      </span>
      {hold.state === 'held' && canEdit ? (
        <button
          type="button"
          onClick={() => setIsAsking(true)}
          className="rounded-sm text-ink-soft underline decoration-line-strong underline-offset-4 focus-ring hover:decoration-accent"
        >
          Release
        </button>
      ) : null}
      {isAsking ? <AskRelease eventId={eventId} onClose={() => setIsAsking(false)} /> : null}
    </span>
  )
}

function Standing({ hold: { state, reason, until } }: Pick<HoldNoteProps, 'hold'>) {
  const { because } = holdReasons[reason]
  if (state === 'released') return `Was held ${because}, then released.`
  if (state === 'discarded') return `Was held ${because}, then discarded.`
  if (state === 'kept') return `Was held ${because}; evidence came, so it did nothing.`
  if (!until) return `Held ${because} until somebody decides.`
  return (
    <>
      Held {because}; decided <TimeAgo at={until} />.
    </>
  )
}

/** What a release would do is asked for only now. */
function AskRelease({ eventId, onClose }: { eventId: string; onClose: () => void }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.holds.get.queryOptions({ id: eventId }))
  if (!data) return null
  return <DecideDialog decision="release" records={[data]} onClose={onClose} onDone={onClose} />
}
