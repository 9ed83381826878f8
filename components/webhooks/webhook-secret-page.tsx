'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Eye, EyeOff, RefreshCw } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { formatDateTime, TimeAgo } from '@/components/ui/time-ago'
import type { WebhookSecret } from '@/server/webhooks/webhook-secret'

/** The secret that receivers check our signatures with. */
export function WebhookSecretPage() {
  const trpc = useTRPC()
  const query = useQuery(trpc.webhooks.secret.queryOptions())
  return (
    <Page className="max-w-3xl">
      <PageHeader
        title="Webhook secret"
        description="Every webhook is signed with it, by the Standard Webhooks scheme, so that the receiver can tell that it comes from here."
      />
      <QueryState query={query}>{(secret) => <SecretCard secret={secret} />}</QueryState>
      <Card title="How a receiver checks it" className="mt-6">
        <ol className="list-decimal space-y-1.5 pl-5 text-ink-soft">
          <li>
            Take the headers <Code>webhook-id</Code>, <Code>webhook-timestamp</Code> and the body as it came.
          </li>
          <li>
            Join them with dots, and make the HMAC-SHA256 of that with the secret (what follows{' '}
            <Code>whsec_</Code>, decoded from base64).
          </li>
          <li>
            One of the signatures in <Code>webhook-signature</Code> must be <Code>v1,</Code> and that value in
            base64. Libraries for this are on standardwebhooks.com.
          </li>
          <li>
            A webhook can arrive twice. The same <Code>webhook-id</Code> means the same webhook.
          </li>
        </ol>
      </Card>
    </Page>
  )
}

function SecretCard({ secret: { secret, createdAt, previousUntil } }: { secret: WebhookSecret }) {
  const [isShown, setShown] = useState(false)
  return (
    <Card title="Signing secret" actions={<RotateButton />}>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 flex-1 break-all rounded-md bg-sunken px-3 py-2 font-mono text-[13px]">
          {isShown ? secret : `whsec_${'•'.repeat(24)}`}
        </code>
        <Button onClick={() => setShown(!isShown)}>
          {isShown ? <EyeOff /> : <Eye />}
          {isShown ? 'Hide' : 'Show'}
        </Button>
        <CopyButton text={secret} label="Copy secret" />
      </div>
      <p className="mt-3 text-[13px] text-ink-faint">
        Made <TimeAgo at={createdAt} />.
        {previousUntil
          ? ` The secret before it still signs as well, until ${formatDateTime(previousUntil)}.`
          : ''}
      </p>
    </Card>
  )
}

function RotateButton() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const rotate = useMutation(
    trpc.webhooks.rotateSecret.mutationOptions({
      onSuccess: () => {
        setOpen(false)
        toast.success('There is a new secret')
        return queryClient.invalidateQueries(trpc.webhooks.secret.pathFilter())
      },
    }),
  )
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <RefreshCw />
        New secret
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        title="Make a new secret?"
        confirmLabel="Make a new secret"
        isPending={rotate.isPending}
        onConfirm={() => rotate.mutate()}
      >
        For 24 hours webhooks carry a signature of both, so that receivers can be changed one after the other.
        After that only the new one counts.
      </ConfirmDialog>
    </>
  )
}

function Code({ children }: { children: string }) {
  return <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[13px] text-ink">{children}</code>
}
