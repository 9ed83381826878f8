'use client'

import { useQuery } from '@tanstack/react-query'
import { Eye, RotateCcw } from 'lucide-react'
import { useCanEdit } from '@/components/shell/current-user'
import { useUrlState } from '@/components/shell/use-url-state'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { QueryState } from '@/components/ui/query-state'
import { Sheet } from '@/components/ui/sheet'
import { TimeAgo } from '@/components/ui/time-ago'
import type { LoadedWorkflow } from './loaded-workflow'
import { type RestoreOptions, useRestore } from './use-restore'

type VersionsSheetProps = RestoreOptions & {
  workflow: LoadedWorkflow
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Every published version: opened read-only, or made the draft again. */
export function VersionsSheet({ workflow, isOpen, onOpenChange, ...restoring }: VersionsSheetProps) {
  return (
    <Sheet
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title="Versions"
      description="A version never changes. Restoring one makes it your draft; nothing goes live until it is published."
    >
      <VersionList workflow={workflow} restoring={restoring} onClose={() => onOpenChange(false)} />
    </Sheet>
  )
}

type VersionListProps = { workflow: LoadedWorkflow; restoring: RestoreOptions; onClose: () => void }

function VersionList({ workflow, restoring, onClose }: VersionListProps) {
  const trpc = useTRPC()
  const versions = useQuery(trpc.workflows.versions.queryOptions({ id: workflow.id }))
  return (
    <QueryState query={versions}>
      {({ items }) =>
        items.length ? (
          <ol className="flex flex-col gap-3">
            {items.map((version) => (
              <VersionItem
                key={version.number}
                workflow={workflow}
                version={version}
                restoring={restoring}
                onClose={onClose}
              />
            ))}
          </ol>
        ) : (
          <EmptyState title="Nothing published yet">
            When an admin publishes the drawing, its first version stands here.
          </EmptyState>
        )
      }
    </QueryState>
  )
}

type Version = RouterOutputs['workflows']['versions']['items'][number]

function VersionItem({ workflow, version, restoring, onClose }: VersionListProps & { version: Version }) {
  const canEdit = useCanEdit()
  const [, setVersion] = useUrlState('version')
  const { restore, isPending } = useRestore(workflow.id, restoring)
  const { number, hash, publishedAt, publishedBy, isLive, runs } = version
  return (
    <li className="rounded-lg border p-3">
      <div className="flex items-center gap-2">
        <h3 className="font-semibold">Version {number}</h3>
        {isLive ? <Badge tone="good">Live</Badge> : null}
        <code className="ml-auto text-ink-faint text-xs" title={hash}>
          {hash.slice(0, 8)}
        </code>
      </div>
      <p className="mt-0.5 text-[13px] text-ink-soft">
        <TimeAgo at={publishedAt} /> by {publishedBy} · {runs === 1 ? '1 run' : `${runs} runs`}
      </p>
      <div className="mt-2.5 flex flex-wrap gap-2">
        <Button
          size="sm"
          onClick={() => {
            setVersion(String(number))
            onClose()
          }}
        >
          <Eye />
          Open
        </Button>
        {canEdit ? (
          <Button size="sm" variant="ghost" isPending={isPending} onClick={() => restore(number)}>
            <RotateCcw />
            Restore as draft
          </Button>
        ) : null}
      </div>
    </li>
  )
}
