'use client'

import { useMutation } from '@tanstack/react-query'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import type { TrackingSetup } from '@/server/tracking-setup/load-setup'
import { CheckResult } from './check-result'

/** The domain of tracked links, and whether it leads here. */
export function DomainCard({
  setup: { trackingUrl, hasOwnDomain, isSecure },
}: {
  setup: Pick<TrackingSetup, 'trackingUrl' | 'hasOwnDomain' | 'isSecure'>
}) {
  const trpc = useTRPC()
  const check = useMutation(trpc.tracking.checkDomain.mutationOptions())
  return (
    <Card
      title="Web tracking domain"
      description="Links, opens and the script are on it. Set TRACKING_URL to change it."
      actions={
        <Button size="sm" isPending={check.isPending} onClick={() => check.mutate()}>
          Check domain
        </Button>
      }
    >
      <p className="flex items-center gap-1">
        <code className="min-w-0 break-all font-mono text-[13px]">{trackingUrl}</code>
        <CopyButton text={trackingUrl} label="Copy tracking domain" />
      </p>
      {hasOwnDomain ? null : (
        <p className="mt-2 text-[13px] text-ink-faint">
          It is the address of these pages too. A domain of its own, such as links.example.com, is better
          known to those who get your emails.
        </p>
      )}
      {isSecure ? null : (
        <p className="mt-2 text-[13px] text-ink-faint">
          It has no https. Pages with https cannot load the script from it.
        </p>
      )}
      {check.data ? (
        <CheckResult tone={check.data.isReached ? 'good' : 'bad'} message={check.data.message} />
      ) : null}
    </Card>
  )
}
