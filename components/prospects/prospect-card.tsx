'use client'

import { useQuery } from '@tanstack/react-query'
import { PencilLine } from 'lucide-react'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { useFieldLabel } from '@/components/fields/use-field-label'
import { useCanEdit } from '@/components/shell/current-user'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { TimeAgo } from '@/components/ui/time-ago'
import { formatValue } from '@/workflows/format-value'
import { consentLabels } from './consent-labels'
import { ProspectForm } from './prospect-form'
import { ProspectLead } from './prospect-lead'
import { ProspectLists } from './prospect-lists'
import { ProspectOwner } from './prospect-owner'
import type { ProspectRecord } from './prospect-record'
import { TagList } from './tag-list'

/** What is known of a prospect; turns into a form in its own place. */
export function ProspectCard({ prospect }: { prospect: ProspectRecord }) {
  const [isEditing, setEditing] = useState(false)
  const canEdit = useCanEdit()
  const editButton = (
    <Button variant="ghost" size="sm" className="-mr-2" onClick={() => setEditing(true)}>
      <PencilLine />
      Edit
    </Button>
  )
  return (
    <Card title="Details" actions={canEdit && !isEditing ? editButton : null}>
      {isEditing ? (
        <ProspectForm prospect={prospect} onDone={() => setEditing(false)} />
      ) : (
        <Values prospect={prospect} />
      )}
    </Card>
  )
}

function Values({ prospect }: { prospect: ProspectRecord }) {
  const { email, consent, tags, lastActivityAt, createdAt } = prospect
  const labelOf = useFieldLabel()
  return (
    <dl className="flex flex-col gap-2.5">
      <Entry label="Score">
        <span className="font-semibold text-lg tabular-nums leading-none">
          {prospect.score.toLocaleString('en')}
        </span>
      </Entry>
      <Entry label="Tags">{tags.length ? <TagList tags={tags} /> : null}</Entry>
      <Entry label="Lists">
        <ProspectLists prospectId={prospect.id} listIds={prospect.lists} />
      </Entry>
      <Entry label="Owner">
        <ProspectOwner prospectId={prospect.id} ownerId={prospect.ownerId} />
      </Entry>
      <Entry label="Email">{email}</Entry>
      <Entry label="First name">{prospect.firstName}</Entry>
      <Entry label="Last name">{prospect.lastName}</Entry>
      <Entry label="Organization">{prospect.organization}</Entry>
      <Entry label="Phone">{prospect.phone}</Entry>
      <Entry label="Time zone">{prospect.timezone}</Entry>
      <Entry label="Lead status">
        <ProspectLead prospectId={prospect.id} status={prospect.leadStatus} />
      </Entry>
      {Object.entries(prospect.fields).map(([key, value]) => (
        <Entry key={key} label={labelOf(key)}>
          {value === null ? null : formatValue(value)}
        </Entry>
      ))}
      <Entry label="Email consent">{consentLabels.email[consent.email]}</Entry>
      <Entry label="Tracking consent">
        {consentLabels.tracking[consent.tracking]}{' '}
        <Link
          href={`/prospects/${prospect.id}?show=consent`}
          className="whitespace-nowrap rounded-sm text-[13px] text-ink-soft underline decoration-line-strong underline-offset-4 focus-ring hover:decoration-accent"
        >
          Consent history
        </Link>
      </Entry>
      <ClickEntries prospectId={prospect.id} />
      <Entry label="Last activity">{lastActivityAt ? <TimeAgo at={lastActivityAt} /> : null}</Entry>
      <Entry label="Added">
        <TimeAgo at={createdAt} />
      </Entry>
    </dl>
  )
}

/** Counted with whoever was merged into the prospect; names as in the columns of an export. */
function ClickEntries({ prospectId }: { prospectId: string }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.prospects.figures.queryOptions({ id: prospectId }))
  if (!data) return null
  return (
    <>
      <Entry label="Clicks">{data.link_clicks.toLocaleString('en')}</Entry>
      <Entry label="With referrals">{data.contact_referral_link_clicks.toLocaleString('en')}</Entry>
    </>
  )
}

function Entry({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7.5rem_1fr] items-baseline gap-2">
      <dt className="truncate text-[13px] text-ink-faint" title={label}>
        {label}
      </dt>
      <dd className="min-w-0 break-words">{children || <span className="text-ink-faint">—</span>}</dd>
    </div>
  )
}
