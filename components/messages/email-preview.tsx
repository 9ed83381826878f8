'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { ProspectPicker } from '@/components/prospects/prospect-picker'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { IconButton } from '@/components/ui/icon-button'
import { QueryState } from '@/components/ui/query-state'
import { Skeleton } from '@/components/ui/skeleton'
import { MailFrame } from './mail-frame'
import { MailText } from './mail-text'

type EmailPreviewProps = { id: string; part: 'html' | 'text' }

/** The email as a chosen prospect would get it now; looking at it is no click. */
export function EmailPreview({ id, part }: EmailPreviewProps) {
  const trpc = useTRPC()
  const [prospectId, setProspectId] = useState<string | null>(null)
  const [isNarrow, setNarrow] = useState(false)
  const query = useQuery(
    trpc.messages.preview.queryOptions(prospectId ? { id, prospectId } : { id }, {
      placeholderData: keepPreviousData,
    }),
  )
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <ProspectPicker value={prospectId} onValueChange={setProspectId} className="w-64" />
        {prospectId ? null : <span className="text-[13px] text-ink-faint">Shown for someone unknown</span>}
        {part === 'html' ? <WidthSwitch isNarrow={isNarrow} onChange={setNarrow} /> : null}
      </div>
      <QueryState query={query} skeleton={<Skeleton className="h-96" />}>
        {({ subject, html, text }) => (
          <>
            <p className="min-w-0 truncate">
              <span className="text-ink-faint">Subject </span>
              <span className="font-medium">{subject || '(no subject)'}</span>
            </p>
            {part === 'html' ? (
              <MailFrame title="Preview of the email" html={html} isNarrow={isNarrow} />
            ) : (
              <MailText text={text} />
            )}
          </>
        )}
      </QueryState>
    </div>
  )
}

function WidthSwitch({ isNarrow, onChange }: { isNarrow: boolean; onChange: (isNarrow: boolean) => void }) {
  const pressed = 'aria-pressed:bg-accent-soft aria-pressed:text-accent-ink'
  return (
    <div className="ml-auto flex">
      <IconButton
        label="As wide as on a desktop"
        aria-pressed={!isNarrow}
        className={pressed}
        onClick={() => onChange(false)}
      >
        <Monitor />
      </IconButton>
      <IconButton
        label="As narrow as on a phone"
        aria-pressed={isNarrow}
        className={pressed}
        onClick={() => onChange(true)}
      >
        <Smartphone />
      </IconButton>
    </div>
  )
}
