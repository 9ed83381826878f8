'use client'

import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { formatDateTime } from '@/components/ui/time-ago'
import { ClickChart } from './click-chart'
import { identityLabel } from './identity-options'
import { LinkHandover } from './link-handover'
import { LinkSenders } from './link-senders'
import type { ListedLink } from './listed-link'
import { PersonalUrl } from './personal-url'
import { toRows } from './properties-text'
import { ShareUrl } from './share-url'

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
      <ClickChart linkId={link.id} />
      <Card
        title="Where it leads"
        description="Prospects had access to the Tracked URL: whoever opened the short URL was led there."
      >
        <dl className="flex flex-col gap-3">
          <Entry label="Destination URL" text={link.destination} canCopy />
          <Entry label="Tracked URL" text={link.trackedUrl} canCopy />
          {link.earlierUrls.length ? <EarlierUrls urls={link.earlierUrls} /> : null}
          <Entry label="Short URL" text={link.shortUrl} canCopy />
          <Entry label="URL by id" text={link.longUrl} canCopy />
          <Entry label="Who is recognised" text={identityLabel(link.identity)} />
          <Entry label="Created" text={formatDateTime(link.createdAt)} />
        </dl>
      </Card>
      <Card title="Event" description="What each click is recorded as.">
        <dl className="flex flex-col gap-3">
          <Entry label="Event type" text={link.eventType} />
          <Entry label="Event source" text={link.eventSource} />
          {toRows(link.properties).map(({ key, value }) => (
            <Entry key={key} label={key} text={value} />
          ))}
        </dl>
      </Card>
      {link.tags.length || link.description ? <Notes link={link} /> : null}
      <LinkSenders linkId={link.id} />
      {!link.deletedAt && (link.kind === 'redirect' || link.kind === 'custom') ? (
        <LinkHandover link={link} />
      ) : null}
      {link.deletedAt ? null : <PersonalUrl linkId={link.id} />}
      {link.deletedAt ? null : <ShareUrl linkId={link.id} />}
    </div>
  )
}

/** What it led to before it was changed, the latest first (IR-14). */
function EarlierUrls({ urls }: { urls: ListedLink['earlierUrls'] }) {
  return (
    <div className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[10rem_1fr]">
      <dt className="text-ink-faint">Earlier Tracked URLs</dt>
      <dd>
        <ul className="flex flex-col gap-1">
          {urls.toReversed().map(({ url, until }) => (
            <li key={until.toISOString()}>
              <span className="break-all">{url}</span>{' '}
              <span className="text-[13px] text-ink-faint">until {formatDateTime(until)}</span>
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}

function Notes({ link: { tags, description } }: { link: ListedLink }) {
  return (
    <Card title="Tags and notes">
      {tags.length ? (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="max-w-full">
              <Badge>
                <span className="truncate">{tag}</span>
              </Badge>
            </li>
          ))}
        </ul>
      ) : null}
      {description ? <p className="mt-2 whitespace-pre-wrap break-words">{description}</p> : null}
    </Card>
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
      <dt className="break-words text-ink-faint">{label}</dt>
      <dd className="flex min-w-0 items-start gap-1">
        <span className="min-w-0 break-all">{text}</span>
        {canCopy ? <CopyButton text={text} label={`Copy ${label}`} className="-mt-1.5" /> : null}
      </dd>
    </div>
  )
}
