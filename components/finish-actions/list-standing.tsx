'use client'

import type { ReactNode } from 'react'
import { useIsAdmin } from '@/components/shell/current-user'
import { TimeAgo } from '@/components/ui/time-ago'
import type { FinishActionHost } from '@/workflows/hosts'
import { eventOf } from './host-words'
import type { LoadedList } from './loaded-list'

type ListStandingProps = { host: FinishActionHost; list: LoadedList; action: ReactNode }

/** When the list runs, which version of it is live, and who may change it. */
export function ListStanding({ host, list, action }: ListStandingProps) {
  const isAdmin = useIsAdmin()
  return (
    <div className="flex flex-wrap items-start justify-between gap-3">
      <div className="flex min-w-0 max-w-2xl flex-col gap-1 text-ink-soft">
        <p>
          These run in this order, each time a prospect {eventOf(host)}. They do not expire. Saving publishes
          them, and they are not retroactive: a change applies to what happens from now on.
        </p>
        <p className="text-[13px] text-ink-faint">
          <Version {...list} />
        </p>
        {list.isOver ? (
          <p className="text-warn">
            This link was deleted and is no longer tracked, so nothing can start its finish actions any more.
          </p>
        ) : null}
        {isAdmin ? null : (
          <p>
            Saving finish actions publishes them, which needs the role “admin”. Ask an admin of this
            workspace.
          </p>
        )}
      </div>
      {action}
    </div>
  )
}

function Version({ version, publishedAt, publishedBy, items }: LoadedList) {
  if (version === null || !publishedAt) return 'Nothing was published yet.'
  return (
    <>
      Version {version}, published <TimeAgo at={publishedAt} /> by {publishedBy}
      {items.length ? '' : '. It holds no actions, so nothing happens'}
    </>
  )
}
