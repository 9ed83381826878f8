'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useState } from 'react'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { TimeAgo } from '@/components/ui/time-ago'
import type { MailRecord } from '@/server/messages/mail-record'
import { MailFrame } from './mail-frame'
import { MailState, mailStates } from './mail-state'
import { MailText } from './mail-text'
import { SendAgain } from './send-again'

type Part = 'html' | 'text' | 'headers'

const parts = [
  { value: 'html', label: 'Mail' },
  { value: 'text', label: 'Text version' },
  { value: 'headers', label: 'Headers' },
] as const

/** One mail exactly as the prospect gets it. */
export function MailPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const query = useQuery(
    trpc.outbox.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.state === 'sending' ? 2_000 : false) },
    ),
  )
  return (
    <Page>
      <QueryState query={query} back={{ href: '/outbox', label: 'To the Outbox' }}>
        {(mail) => <MailView mail={mail} />}
      </QueryState>
    </Page>
  )
}

function MailView({ mail }: { mail: MailRecord }) {
  const [part, setPart] = useState<Part>('html')
  const { explanation } = mailStates[mail.state]
  return (
    <>
      <PageHeader
        back={{ href: '/outbox', label: 'Outbox' }}
        title={mail.subject || '(no subject)'}
        meta={<MailState state={mail.state} />}
        description={<Envelope mail={mail} />}
        actions={<SendAgain mail={mail} />}
      />
      <p className="mb-5 max-w-3xl text-ink-soft">
        {explanation}
        {mail.error && mail.state === 'failed' ? <span className="block text-bad">{mail.error}</span> : null}
      </p>
      <Tabs aria-label="The mail" tabs={parts} value={part} onValueChange={setPart}>
        <TabPanel value="html">
          <MailFrame title="The mail" html={mail.html} canOpenLinks />
        </TabPanel>
        <TabPanel value="text">
          <MailText text={mail.text} canOpenLinks />
        </TabPanel>
        <TabPanel value="headers">
          <Headers mail={mail} />
        </TabPanel>
      </Tabs>
    </>
  )
}

function Envelope({ mail }: { mail: MailRecord }) {
  const { to, prospectId, prospectName, createdAt, runId, userId } = mail
  const linkClass = 'rounded-sm text-accent-ink underline underline-offset-4 focus-ring'
  return (
    <span className="flex flex-wrap gap-x-1.5">
      <span>
        {userId === undefined ? 'To ' : `To ${to}, about `}
        <Link href={`/prospects/${prospectId}`} className={linkClass}>
          {prospectName || (userId === undefined ? to : 'a prospect')}
        </Link>
        {prospectName && userId === undefined ? ` · ${to}` : ''}
      </span>
      <span aria-hidden>·</span>
      <TimeAgo at={createdAt} />
      <span aria-hidden>·</span>
      <Link href={`/runs/${runId}`} className={linkClass}>
        Why it was sent
      </Link>
    </span>
  )
}

function Headers({ mail }: { mail: MailRecord }) {
  const rows = Object.entries({
    From: mail.from,
    To: mail.to,
    Subject: mail.subject,
    'Message-ID': mail.messageIdHeader,
    ...mail.headers,
  })
  return (
    <dl className="divide-y rounded-lg border bg-surface font-mono text-[13px]">
      {rows.map(([name, value]) => (
        <div key={name} className="flex flex-wrap gap-x-4 px-4 py-2">
          <dt className="w-48 shrink-0 text-ink-faint">{name}</dt>
          <dd className="min-w-0 flex-1 break-all">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
