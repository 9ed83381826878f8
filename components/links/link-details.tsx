'use client'

import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { formatDateTime } from '@/components/ui/time-ago'
import { identityLabel } from './identity-options'
import type { ListedLink } from './listed-link'
import { PersonalUrl } from './personal-url'

/** The numbers of a link with their definitions, and what it leads to (IR-14). */
export function LinkDetails({ link }: { link: ListedLink }) {
  const { clicks } = link
  return (
    <div className="flex flex-col gap-5">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border bg-line lg:grid-cols-4">
        <Figure label="Human clicks" value={clicks.human} isHeadline>
          Judged to come from a person: these start and move things at once.
        </Figure>
        <Figure label="Total clicks" value={clicks.total}>
          Every click there was, whatever was thought of it.
        </Figure>
        <Figure label="Unique clicks" value={clicks.unique}>
          Different prospects; where nobody is known, different visitors, else address and device per day.
        </Figure>
        <Figure label="Suspected bots" value={clicks.suspected}>
          Recorded and shown. Bots start nothing; a suspected click waits for evidence first.
        </Figure>
      </dl>
      <Card title="Where it leads">
        <dl className="flex flex-col gap-3">
          <Entry label="Destination URL" text={link.destination} canCopy />
          <Entry label="Tracked URL" text={link.trackedUrl} canCopy />
          <Entry label="Short URL" text={link.shortUrl} canCopy />
          <Entry label="Who is recognised" text={identityLabel(link.identity)} />
          <Entry label="Event type" text={`${link.eventType}, from ${link.eventSource}`} />
          <Entry label="Created" text={formatDateTime(link.createdAt)} />
        </dl>
      </Card>
      {link.deletedAt ? null : <PersonalUrl linkId={link.id} />}
    </div>
  )
}

type FigureProps = { label: string; value: number; isHeadline?: boolean; children: ReactNode }

function Figure({ label, value, isHeadline = false, children }: FigureProps) {
  return (
    <div className="bg-surface p-4">
      <dt className="text-[13px] text-ink-soft">{label}</dt>
      <dd
        className={
          isHeadline
            ? 'font-semibold text-2xl text-accent-ink tabular-nums'
            : 'font-semibold text-2xl tabular-nums'
        }
      >
        {value.toLocaleString('en')}
      </dd>
      <dd className="mt-1 text-ink-faint text-xs">{children}</dd>
    </div>
  )
}

function Entry({ label, text, canCopy = false }: { label: string; text: string; canCopy?: boolean }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[10rem_1fr]">
      <dt className="text-ink-faint">{label}</dt>
      <dd className="flex min-w-0 items-start gap-1">
        <span className="min-w-0 break-all">{text}</span>
        {canCopy ? <CopyButton text={text} label={`Copy ${label}`} className="-mt-1.5" /> : null}
      </dd>
    </div>
  )
}
