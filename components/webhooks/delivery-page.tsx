'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { ScrollBox } from '@/components/ui/scroll-box'
import { formatDateTime, TimeAgo } from '@/components/ui/time-ago'
import type { DeliveryRecord } from '@/server/webhooks/delivery-record'
import { DeliveryState, deliveryStates } from './delivery-state'
import { SendAgain } from './send-again'

/** One webhook: what was sent, and every attempt with its answer. */
export function DeliveryPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(
    trpc.webhooks.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.state === 'waiting' ? 2_000 : false) },
    ),
  )
  return (
    <Page>
      <QueryState query={query} back={{ href: '/webhooks', label: 'To the webhooks' }}>
        {(delivery) => <DeliveryView delivery={delivery} />}
      </QueryState>
    </Page>
  )
}

function DeliveryView({ delivery }: { delivery: DeliveryRecord }) {
  const { url, method, state, reason, nextAt, headers, body, attempts } = delivery
  return (
    <>
      <PageHeader
        back={{ href: '/webhooks', label: 'Webhooks' }}
        title={`${method} ${url}`}
        meta={<DeliveryState state={state} />}
        description={<Origin delivery={delivery} />}
        actions={<SendAgain delivery={delivery} />}
      />
      <p className="mb-5 max-w-3xl text-ink-soft">
        {reason ? `${reason}. ` : ''}
        {deliveryStates[state].explanation}
        {nextAt && state === 'waiting' ? ` Next attempt: ${formatDateTime(nextAt)}.` : ''}
      </p>
      <div className="grid gap-6 lg:grid-cols-2">
        <Card title="Request" description="Secrets are not kept in this log.">
          <Headers headers={headers} />
          <Text label="Body of the request" text={prettyJson(body)} />
        </Card>
        <Card title="Attempts" description={`${attempts.length} so far, the last one first.`}>
          {attempts.length ? null : <p className="text-ink-faint">It was not sent yet.</p>}
          <ol className="flex flex-col gap-4">
            {attempts.toReversed().map((attempt) => (
              <li key={attempt.at.getTime()}>
                <Attempt attempt={attempt} />
              </li>
            ))}
          </ol>
        </Card>
      </div>
    </>
  )
}

function Origin({
  delivery: { prospectId, prospectName, createdAt, runId, workflowId },
}: {
  delivery: DeliveryRecord
}) {
  const linkClass = 'rounded-sm text-accent-ink underline underline-offset-4 focus-ring'
  return (
    <span className="flex flex-wrap gap-x-1.5">
      {prospectName ? (
        <Link href={`/prospects/${prospectId}`} className={linkClass}>
          {prospectName}
        </Link>
      ) : (
        'An erased prospect'
      )}
      <span aria-hidden>·</span>
      <TimeAgo at={createdAt} />
      <span aria-hidden>·</span>
      <Link href={`/runs/${runId}`} className={linkClass}>
        Why it was fired
      </Link>
      <span aria-hidden>·</span>
      <Link href={`/workflows/${workflowId}`} className={linkClass}>
        Workflow
      </Link>
    </span>
  )
}

function Attempt({
  attempt: { at, status, error, durationMs, answer },
}: {
  attempt: DeliveryRecord['attempts'][number]
}) {
  const isTaken = status !== null && status < 300
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={isTaken ? 'good' : 'bad'}>{status ?? 'No answer'}</Badge>
        <span className="text-ink-soft">{formatDateTime(at)}</span>
        <span className="text-ink-faint">{durationMs} ms</span>
      </p>
      {error ? <p className="mt-1 text-ink-soft">{error}</p> : null}
      {answer ? <Text label="Answer" text={answer} /> : null}
    </>
  )
}

function Headers({ headers }: { headers: Record<string, string> }) {
  return (
    <dl className="mb-3 flex flex-col gap-1 font-mono text-[13px]">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name} className="flex flex-wrap gap-x-3">
          <dt className="text-ink-faint">{name}:</dt>
          <dd className="min-w-0 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Text({ label, text }: { label: string; text: string }) {
  if (!text) return null
  return (
    <ScrollBox label={label} className="mt-2 max-h-96">
      <pre className="whitespace-pre-wrap break-words p-3 font-mono text-[13px] leading-relaxed">{text}</pre>
    </ScrollBox>
  )
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
