'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCanEdit } from '@/components/shell/current-user'
import { Page } from '@/components/shell/page'
import { useTRPC } from '@/components/trpc/trpc-provider'
import { PageHeader } from '@/components/ui/page-header'
import { QueryState } from '@/components/ui/query-state'
import type { MessageRecord } from '@/server/messages/message-record'
import { EmailEditor } from './email-editor'
import { EmailFinishActions } from './email-finish-actions'
import { EmailPreview } from './email-preview'
import { LinkPanel } from './link-panel'

/** One email: for writing, or for reading where the role allows no more. */
export function EmailPage({ id }: { id: string }) {
  const trpc = useTRPC()
  const canEdit = useCanEdit()
  /** Counts how often the email was loaded anew; each time the editor starts over. */
  const [generation, setGeneration] = useState(0)
  const query = useQuery(
    trpc.messages.get.queryOptions({ id }, { refetchOnMount: 'always', refetchOnWindowFocus: false }),
  )
  const reload = async () => {
    await query.refetch()
    setGeneration((count) => count + 1)
  }
  // An answer from before may be older than what others saved since.
  const fresh = query.isFetchedAfterMount ? query : { ...query, data: undefined }
  return (
    <Page>
      <QueryState query={fresh} back={{ href: '/emails', label: 'To the emails' }}>
        {(message) =>
          canEdit ? (
            <EmailEditor key={generation} message={message} onReload={reload} />
          ) : (
            <EmailReader message={message} />
          )
        }
      </QueryState>
    </Page>
  )
}

function EmailReader({ message }: { message: MessageRecord }) {
  return (
    <>
      <PageHeader back={{ href: '/emails', label: 'Emails' }} title={message.name} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-6">
          <EmailPreview id={message.id} part="html" />
          <EmailFinishActions id={message.id} />
        </div>
        <LinkPanel links={message.links} />
      </div>
    </>
  )
}
