'use client'

import { useMutation } from '@tanstack/react-query'
import { Play } from 'lucide-react'
import { toast } from 'sonner'
import type { RouterOutputs } from '@/components/trpc/router-outputs'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/icon-button'
import { Table, TableBody, TableHead, TableRow, Td, Th } from '@/components/ui/table'
import { TimeAgo } from '@/components/ui/time-ago'

type Job = RouterOutputs['jobs']['overview']['jobs'][number]

/** Every job of the catalogue: when it last ran, and whether it failed. */
export function JobTable({ jobs }: { jobs: Job[] }) {
  return (
    <section aria-labelledby="jobs-heading" className="flex flex-col gap-3">
      <h2 id="jobs-heading" className="font-semibold">
        Jobs
      </h2>
      <Table label="Jobs">
        <TableHead>
          <Th>Job</Th>
          <Th className="max-md:hidden">Runs</Th>
          <Th>Last run</Th>
          <Th>Failures</Th>
          <Th>
            <span className="sr-only">Run now</span>
          </Th>
        </TableHead>
        <TableBody>
          {jobs.map((job) => (
            <JobRow key={job.name} job={job} />
          ))}
        </TableBody>
      </Table>
    </section>
  )
}

function JobRow({ job: { name, title, every, lastRunAt, failures, lastFailure } }: { job: Job }) {
  const trpc = useTRPC()
  const wake = useMutation(
    trpc.jobs.wake.mutationOptions({ onSuccess: () => toast.success(`Asked for “${title}”`) }),
  )
  return (
    <TableRow>
      <Td className="wrap-anywhere">
        <p>{title}</p>
        <p className="font-mono text-[12px] text-ink-faint">{name}</p>
      </Td>
      <Td className="text-ink-soft max-md:hidden">
        {every ? `Every ${every.replace(/^1 /, '')}` : 'When there is something to do'}
      </Td>
      <Td className="text-ink-soft md:whitespace-nowrap">
        {lastRunAt ? <TimeAgo at={lastRunAt} /> : 'Not yet'}
      </Td>
      <Td>
        {lastFailure ? (
          <span className="flex flex-col gap-1">
            <span className="flex items-center gap-2">
              <Badge tone="warn">{failures}</Badge>
              <span className="text-[13px] text-ink-faint">
                last <TimeAgo at={lastFailure.at} />
              </span>
            </span>
            <span className="max-w-80 break-words text-[13px] text-ink-soft">{lastFailure.message}</span>
          </span>
        ) : (
          <span className="text-ink-faint">None</span>
        )}
      </Td>
      <Td className="w-12 py-1 pr-2 text-right">
        <IconButton label={`Run “${title}” now`} size="sm" onClick={() => wake.mutate({ name })}>
          <Play />
        </IconButton>
      </Td>
    </TableRow>
  )
}
