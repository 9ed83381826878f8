'use client'

import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FormField } from '@/components/ui/form-field'
import { Input } from '@/components/ui/input'
import { TimeAgo } from '@/components/ui/time-ago'
import type { PageCheck } from '@/server/tracking-setup/check-page'
import type { TrackingSetup } from '@/server/tracking-setup/load-setup'
import { CheckResult } from './check-result'

/** Whether the script is on pages with links on them, and on those that links lead to (?20). */
export function PageChecks({ destinations }: Pick<TrackingSetup, 'destinations'>) {
  return (
    <>
      <HostCheck />
      <Card
        title="Pages your links lead to"
        description="The latest link to each website. Actions never wait for the script; it only adds what happens after the click."
      >
        {destinations.length ? (
          <ul className="flex flex-col divide-y">
            {destinations.map((destination) => (
              <DestinationCheck key={destination.url} {...destination} />
            ))}
          </ul>
        ) : (
          <p className="text-ink-soft">There is no link yet. Create one under Links.</p>
        )}
      </Card>
    </>
  )
}

function HostCheck() {
  const trpc = useTRPC()
  const [url, setUrl] = useState('')
  const check = useMutation(trpc.tracking.checkPage.mutationOptions())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (url.trim()) check.mutate({ url })
  }
  return (
    <Card title="A page with links on it" description="Any public page of yours, such as one with a banner.">
      <form onSubmit={submit} noValidate className="flex items-end gap-2">
        <FormField label="Address of the page" className="min-w-0 flex-1">
          {(control) => (
            <Input
              {...control}
              type="url"
              inputMode="url"
              value={url}
              placeholder="https://example.com/blog"
              onChange={({ target }) => setUrl(target.value)}
            />
          )}
        </FormField>
        <Button type="submit" disabled={!url.trim()} isPending={check.isPending}>
          Check page
        </Button>
      </form>
      {check.data ? <PageResult check={check.data} /> : null}
    </Card>
  )
}

function DestinationCheck({ name, url }: { name: string; url: string }) {
  const trpc = useTRPC()
  const check = useMutation(trpc.tracking.checkPage.mutationOptions())
  return (
    <li className="py-3 first:pt-0 last:pb-0">
      <div className="flex items-center justify-between gap-3">
        <div className="min-w-0">
          <p className="truncate font-medium" title={name}>
            {name}
          </p>
          <p className="truncate text-[13px] text-ink-faint" title={url}>
            {url}
          </p>
        </div>
        <Button
          size="sm"
          isPending={check.isPending}
          onClick={() => check.mutate({ url })}
          aria-label={`Check the page of ${name}`}
        >
          Check
        </Button>
      </div>
      {check.data ? <PageResult check={check.data} /> : null}
    </li>
  )
}

const tones = { found: 'good', missing: 'bad', unreadable: 'unknown' } as const
const titles = { found: 'Found.', missing: 'Not found.', unreadable: 'Could not be read.' } as const

function PageResult({ check: { result, message, lastEventAt } }: { check: PageCheck }) {
  return (
    <CheckResult tone={tones[result]} message={`${titles[result]} ${message}`}>
      <p className="text-[13px] text-ink-faint">
        {lastEventAt ? (
          <>
            The last event from this website came <TimeAgo at={lastEventAt} />.
          </>
        ) : (
          'No event has come from this website yet.'
        )}
      </p>
    </CheckResult>
  )
}
